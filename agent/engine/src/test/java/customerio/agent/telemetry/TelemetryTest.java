package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.intake.PassReason;
import customerio.agent.transport.SendScope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void tracerThatFails_costsTheSpanAndNotTheCall() {
    Telemetry telemetry =
        new Telemetry(
            new Counters(), new FailingTracing(), new Announcements(log::add, Clock.systemUTC()));

    telemetry
        .taking(Endpoint.TRACK_IDENTIFY, Region.US, Origin.UNKNOWN)
        .passed(PassReason.QUEUE_FULL);

    assertThat(telemetry.counters())
        .isEqualTo(new Counters.Snapshot(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void faultOfOnePlace_isCountedEachTimeAndSaidOnce() {
    Telemetry telemetry = Telemetry.create(false, "1", log::add, Clock.systemUTC());

    for (int i = 0; i < 1_000; i++) {
      telemetry.suppressed("okhttp", new IllegalStateException("person@example.com"));
    }

    assertThat(telemetry.counters().suppressed()).isEqualTo(1_000);
    assertThat(log).singleElement().asString().doesNotContain("person@example.com");
  }

  private static final class FailingTracing implements Tracing {
    @Override
    public Origin origin() {
      throw new IllegalStateException("tracer");
    }

    @Override
    public CallSpan call(Endpoint endpoint, Region region, Origin origin) {
      throw new IllegalStateException("tracer");
    }

    @Override
    public SendSpan send(DeliveryRequest request) {
      throw new IllegalStateException("tracer");
    }

    @Override
    public SendScope sendScope() {
      return SendScope.NONE;
    }
  }
}
