package customerio.benchmarks.telemetry;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Interception;
import customerio.agent.capture.Seam;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Calls as a client's interceptor hands them over, up to the commit. */
final class Application implements AutoCloseable {
  private static final Headers HEADERS =
      Headers.of("Authorization", Listening.AUTHORIZATION, "Content-Type", "application/json");

  private static final String BODY =
      "{\"name\":\"purchase\",\"data\":{\"price\":23.45,\"product\":\"socks\",\"size\":\"7-9\"}}";

  private final Intakes intakes;
  private final CallTaker taker;
  private long people;

  private Application(Intakes intakes, CallTaker taker) {
    this.intakes = intakes;
    this.taker = taker;
  }

  static Application with(Listening telemetry, Path directory) throws IOException {
    Intakes intakes = Intakes.open(directory, telemetry.listener());
    if (telemetry == Listening.OFF) {
      return new Application(intakes, intakes.intake());
    }
    // what each client's interceptors ask, which counts and takes the time
    Interception.install(intakes.intake());
    CallTaker counted = Seam.of(telemetry.name()).taker();
    Interception.install(null);
    return new Application(intakes, counted);
  }

  void call(int times) {
    for (int i = 0; i < times; i++) {
      CapturedRequest request =
          new CapturedRequest(
              "POST",
              "https",
              "track.customer.io",
              443,
              "/api/v1/customers/" + ++people + "/events",
              null,
              HEADERS,
              BODY.getBytes(StandardCharsets.UTF_8));
      Takeover.Accepted accepted = (Takeover.Accepted) taker.take(request, taker.origin());
      accepted.reply();
      if (!accepted.commit()) {
        throw new IllegalStateException("the queue took nothing");
      }
    }
  }

  @Override
  public void close() {
    intakes.close();
  }
}
