package customerio.agent.credentials;

import customerio.agent.atrest.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
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

  /** More than any application has; a header chosen by its users must not fill the heap. */
  private static final int MAX_STRANGERS = 1_000;

  private final Fingerprints fingerprints;
  private final StandingFile file;

  /** An application has a handful of credentials and says them with each call: hash each once. */
  private final Map<String, Long> hashed = new ConcurrentHashMap<>();

  private final Map<Long, String> authorizations = new ConcurrentHashMap<>();
  private final Map<Long, Standing> standings = new ConcurrentHashMap<>();

  /** Refused when asked about, and answered 200 all the same. */
  private final Set<Long> refusedSilently = ConcurrentHashMap.newKeySet();

  private volatile LongConsumer listener = fingerprint -> {};

  private CredentialVault(Fingerprints fingerprints, StandingFile file) {
    this.fingerprints = fingerprints;
    this.file = file;
  }

  /**
   * @param directory the application's queue directory, shared by its JVMs
   * @param keys protect the salt
   * @param log told one line when the directory cannot be used; then nothing is remembered
   */
  public static CredentialVault open(Path directory, KeyRing keys, Consumer<String> log) {
    return open(directory, keys, Syncing.NONE, log);
  }

  /**
   * The same, and what is remembered outlives the machine: an operation that does so must find its
   * credential in the next run, or the first call then would overtake it.
   */
  public static CredentialVault openDurably(Path directory, KeyRing keys, Consumer<String> log) {
    return open(directory, keys, Syncing.TO_DISK, log);
  }

  static CredentialVault open(Path directory, KeyRing keys, Syncing syncing, Consumer<String> log) {
    return of(StandingFile.open(directory, keys, syncing, log));
  }

  /** Keeps nothing on disk. */
  public static CredentialVault forgetful() {
    return of(StandingFile.forgetful(null));
  }

  private static CredentialVault of(StandingFile file) {
    CredentialVault vault = new CredentialVault(new Fingerprints(file.salt()), file);
    vault.standings.putAll(file.standings());
    return vault;
  }

  /**
   * Id of the key that opens the salt, when it is not among those given. Then no fingerprint or
   * hash of an earlier run can be told, and nothing is remembered.
   */
  public Long missingKey() {
    return file.missingKey();
  }

  /**
   * Sees to it that the next run finds the same salt: operations of another one can never be
   * matched with their credential. Cheap when it is there.
   *
   * @throws IOException the next run would not find it
   */
  public void keep() throws IOException {
    file.keep();
  }

  /** Remembers the header value for this process and gives its fingerprint. */
  public long learn(String authorization) {
    Long seen = hashed.get(authorization);
    if (seen != null) {
      return seen;
    }
    long fingerprint = fingerprints.of(authorization);
    if (hashed.size() >= MAX_STRANGERS) {
      forgetStrangers();
    }
    // in this order, and forgotten in the other: what is hashed is or will be there in a moment;
    // the other way round, one forgotten in between would never be learned again
    hashed.put(authorization, fingerprint);
    if (authorizations.putIfAbsent(fingerprint, authorization) == null) {
      tell(fingerprint);
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

  /**
   * The first call could not be decided by Customer.io; the queue goes on trying. Remembered over
   * restarts as well: in the next run a call that went through at once would overtake what waits.
   */
  public void assumed(long fingerprint) {
    if (fingerprint != NONE && !standings.containsKey(fingerprint)) {
      file.remember(fingerprint, Standing.ASSUMED);
      standings.putIfAbsent(fingerprint, Standing.ASSUMED);
    }
  }

  @Override
  public String authorization(long fingerprint) {
    return authorizations.get(fingerprint);
  }

  /**
   * Remembered before it takes effect: what is queued from then on must find it in the next run.
   */
  @Override
  public void accepted(long fingerprint) {
    if (fingerprint != NONE && standing(fingerprint) != Standing.PROVEN && prove(fingerprint)) {
      tell(fingerprint);
    }
  }

  /** A 200 that was under way when the question was answered must not undo the refusal. */
  private boolean prove(long fingerprint) {
    synchronized (refusedSilently) {
      if (refusedSilently.contains(fingerprint)) {
        return false;
      }
      file.remember(fingerprint, Standing.PROVEN);
      standings.put(fingerprint, Standing.PROVEN);
      return true;
    }
  }

  @Override
  public void refused(long fingerprint) {
    if (fingerprint != NONE) {
      standings.put(fingerprint, Standing.REFUSED);
    }
  }

  /**
   * Customer.io has answered a question about it with a refusal, while it answers 200 to calls.
   * From now on only {@link #acceptedWhenAsked} makes it good again.
   */
  public void refusedWhenAsked(long fingerprint) {
    synchronized (refusedSilently) {
      refusedSilently.add(fingerprint);
      refused(fingerprint);
    }
  }

  public void acceptedWhenAsked(long fingerprint) {
    synchronized (refusedSilently) {
      refusedSilently.remove(fingerprint);
    }
    accepted(fingerprint);
  }

  @Override
  public boolean mayBeProbed(long fingerprint) {
    return !refusedSilently.contains(fingerprint);
  }

  @Override
  public void onLearned(LongConsumer onLearned) {
    listener = onLearned;
  }

  int known() {
    return authorizations.size();
  }

  /**
   * All at once, as it hardly ever happens and whoever calls again is learned again. Those of which
   * operations may wait stay: they were accepted once, or assumed to be.
   */
  private synchronized void forgetStrangers() {
    if (hashed.size() < MAX_STRANGERS) {
      return; // another thread was quicker
    }
    authorizations.keySet().removeIf(this::isStranger);
    hashed.clear();
    standings.keySet().removeIf(this::isStranger);
  }

  private boolean isStranger(long fingerprint) {
    Standing standing = standing(fingerprint);
    return standing == Standing.UNKNOWN
        || standing == Standing.REFUSED && !file.hasRemembered(fingerprint);
  }

  /** Customer.io's answer is on its way to the application, which a fault must not keep it from. */
  private void tell(long fingerprint) {
    try {
      listener.accept(fingerprint);
    } catch (RuntimeException | Error fault) {
      // a lane that was not woken wakes with the next operation
    }
  }
}
