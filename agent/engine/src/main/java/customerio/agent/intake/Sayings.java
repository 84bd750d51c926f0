package customerio.agent.intake;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.Ulid;
import customerio.agent.customerio.UlidSource;
import java.time.Clock;

/** Makes an operation of a call: fixes its id and time, and where it belongs. */
final class Sayings {
  private final UlidSource ids;
  private final Clock clock;
  private final Routings routings;

  Sayings(UlidSource ids, Clock clock, CredentialVault hashes) {
    this.ids = ids;
    this.clock = clock;
    this.routings = new Routings(hashes);
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
            call.observation().traceparent(credential));
    return new Said(
        operation,
        reading,
        routings.of(call.place().api(), call.place().region(), credential, reading));
  }
}
