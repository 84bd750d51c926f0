package customerio.agent.credentials;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Credentials seen live or configured, in memory only. What is kept on disk is a salt and the
 * fingerprints that Customer.io has accepted before. Thread-safe.
 */
public final class CredentialVault implements CredentialBook {

  /** Calls that need no credential; there is nothing to learn or to refuse. */
  public static final long NONE = 0;

  private static final int MAX_HASHED = 1_000;

  private final Fingerprints fingerprints;
  private final ProvenCredentials proven;
  private final Map<Long, String> authorizations = new ConcurrentHashMap<>();

  /** An application has a handful of credentials and says them with each call: hash each once. */
  private final Map<String, Long> hashed = new ConcurrentHashMap<>();

  private final Map<Long, Standing> standings = new ConcurrentHashMap<>();
  private volatile LongConsumer listener = fingerprint -> {};

  private CredentialVault(Fingerprints fingerprints, ProvenCredentials proven) {
    this.fingerprints = fingerprints;
    this.proven = proven;
  }

  /**
   * @param directory the application's queue directory, shared by its JVMs
   * @param log told one line when the directory cannot be used; then nothing is remembered
   */
  public static CredentialVault open(Path directory, Consumer<String> log) {
    ProvenCredentials proven = ProvenCredentials.open(directory, log);
    CredentialVault vault = new CredentialVault(new Fingerprints(proven.salt()), proven);
    proven.fingerprints().forEach(known -> vault.standings.put(known, Standing.PROVEN));
    return vault;
  }

  /** Remembers the header value for this process and gives its fingerprint. */
  public long learn(String authorization) {
    Long seen = hashed.get(authorization);
    if (seen != null) {
      return seen;
    }
    long fingerprint = fingerprints.of(authorization);
    if (hashed.size() < MAX_HASHED) {
      hashed.put(authorization, fingerprint);
    }
    String before = authorizations.putIfAbsent(fingerprint, authorization);
    if (before == null) {
      listener.accept(fingerprint);
    }
    return fingerprint;
  }

  /** Salted hash of anything else that must not be stored, such as a person's identifier. */
  public long hash(String text) {
    return fingerprints.hash(text);
  }

  public Standing standing(long fingerprint) {
    return fingerprint == NONE
        ? Standing.PROVEN
        : standings.getOrDefault(fingerprint, Standing.UNKNOWN);
  }

  /** The first call could not be decided by Customer.io; the queue goes on trying. */
  public void assumed(long fingerprint) {
    standings.putIfAbsent(fingerprint, Standing.ASSUMED);
  }

  @Override
  public String authorization(long fingerprint) {
    return authorizations.get(fingerprint);
  }

  @Override
  public void accepted(long fingerprint) {
    if (fingerprint != NONE && standings.put(fingerprint, Standing.PROVEN) != Standing.PROVEN) {
      proven.add(fingerprint);
      listener.accept(fingerprint);
    }
  }

  @Override
  public void refused(long fingerprint) {
    if (fingerprint != NONE) {
      standings.put(fingerprint, Standing.REFUSED);
    }
  }

  @Override
  public void onLearned(LongConsumer onLearned) {
    listener = onLearned;
  }
}
