package customerio.agent.intake;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.Region;
import customerio.agent.queue.Routing;

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
    String family = api.name() + ' ' + region.name() + ' ';
    return new Routing(
        destination(api, region, credential),
        hash(family, reading.person()),
        reading.otherPerson() == null ? 0 : hash(family, reading.otherPerson()));
  }

  private long hash(String family, String key) {
    long hash = hashes.hash("person " + family + key);
    return Reading.Understood.isPerson(key) ? Routing.ofPerson(hash) : Routing.ofThing(hash);
  }

  /** The fingerprint is salted already; all that is needed is a different number per family. */
  private static long destination(Api api, Region region, long credential) {
    long family = 31L * api.ordinal() + region.ordinal() + 1;
    return credential ^ (family * 0x9E3779B97F4A7C15L);
  }
}
