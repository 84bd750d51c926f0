package customerio.agent.intake;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.UlidSource;
import customerio.agent.queue.Routing;
import java.time.Clock;

/** Makes an operation of a call: fixes its id and time, and where it belongs. */
final class Sayings {
  private final UlidSource ids;
  private final Clock clock;
  private final CredentialVault hashes;

  Sayings(UlidSource ids, Clock clock, CredentialVault hashes) {
    this.ids = ids;
    this.clock = clock;
    this.hashes = hashes;
  }

  Said of(
      SynchronousCalls.Call call,
      Endpoint endpoint,
      long credential,
      byte[] body,
      Reading.Understood reading) {
    Operation operation =
        new Operation(
            ids.next(),
            clock.millis(),
            endpoint,
            call.place().region(),
            credential,
            call.request().method(),
            call.target(),
            call.request().headers().first("Content-Type"),
            body,
            call.observation().traceparent());
    return new Said(operation, reading, routing(call.place(), credential, reading));
  }

  private Routing routing(Place place, long credential, Reading.Understood reading) {
    String family = place.api().name() + ' ' + place.region().name() + ' ';
    return new Routing(
        destination(place, credential),
        hash(family, reading.person()),
        reading.otherPerson() == null ? 0 : hash(family, reading.otherPerson()));
  }

  private long hash(String family, String key) {
    long hash = hashes.hash("person " + family + key);
    return Reading.Understood.isPerson(key) ? Routing.ofPerson(hash) : Routing.ofThing(hash);
  }

  /** The fingerprint is salted already; all that is needed is a different number per family. */
  private static long destination(Place place, long credential) {
    long family = 31L * place.api().ordinal() + place.region().ordinal() + 1;
    return credential ^ (family * 0x9E3779B97F4A7C15L);
  }
}
