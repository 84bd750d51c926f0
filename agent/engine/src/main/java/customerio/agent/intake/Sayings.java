package customerio.agent.intake;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.Ulid;
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
    String id = ids.next();
    Operation operation =
        new Operation(
            id,
            // like ids it never goes back with the clock: what is said later must not look older
            Math.max(clock.millis(), Ulid.millis(id)),
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
        hashes.hash("person " + family + reading.person()),
        reading.otherPerson() == null
            ? 0
            : hashes.hash("person " + family + reading.otherPerson()));
  }

  /** The fingerprint is salted already; all that is needed is a different number per family. */
  private static long destination(Place place, long credential) {
    long family = 31L * place.api().ordinal() + place.region().ordinal() + 1;
    return credential ^ (family * 0x9E3779B97F4A7C15L);
  }
}
