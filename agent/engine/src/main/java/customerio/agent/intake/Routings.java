package customerio.agent.intake;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.Region;
import customerio.agent.queue.Routing;
import java.util.HashSet;
import java.util.Set;

/** Where an operation belongs, in salted numbers. Thread-safe. */
public final class Routings {
  private final CredentialVault hashes;

  public Routings(CredentialVault hashes) {
    this.hashes = hashes;
  }

  /**
   * @param credential fingerprint
   */
  public Routing of(Api api, Region region, long credential, Reading.Understood reading) {
    String family = family(api, region);
    return new Routing(
        destination(api, region, credential),
        hash(family, reading.person()),
        reading.otherPerson() == null ? 0 : hash(family, reading.otherPerson()));
  }

  /**
   * What a routing has for these people.
   *
   * @param keys as {@link Reading.Understood} has them
   */
  Set<Long> people(Api api, Region region, Set<String> keys) {
    String family = family(api, region);
    Set<Long> people = new HashSet<>();
    keys.forEach(key -> people.add(hash(family, key)));
    return people;
  }

  private static String family(Api api, Region region) {
    return api.name() + ' ' + region.name() + ' ';
  }

  private long hash(String family, String key) {
    long hash = hashes.hash("person " + family + key);
    return Reading.Understood.isPerson(key) ? Routing.ofPerson(hash) : Routing.ofThing(hash);
  }

  /** The fingerprint is salted already; all that is needed is a different number per family. */
  static long destination(Api api, Region region, long credential) {
    long family = 31L * api.ordinal() + region.ordinal() + 1;
    return credential ^ (family * 0x9E3779B97F4A7C15L);
  }
}
