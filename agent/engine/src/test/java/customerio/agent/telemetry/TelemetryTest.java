package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.SendObservation;
import customerio.agent.telemetry.metrics.Metrics;
import customerio.agent.telemetry.spans.Tracing;
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
            new Counters(),
            Metrics.unexported(Clock.systemUTC()),
            new FailingTracing(),
            SendScope.NONE,
            new Announcements(log::add, Clock.systemUTC()),
            new ObservedTraffic(log::add));

    telemetry.taking(Endpoint.TRACK_IDENTIFY, Region.US, Origin.UNKNOWN).relayed(200);

    assertThat(telemetry.counters()).isEqualTo(new Counters.Snapshot(0, 0, 1, 0, 0, 0, 0, 0, 0, 1));
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

  @Test
  void callThatPipelinesDrops_isCountedEachTimeAndSaidOnceForEachReason() {
    Telemetry telemetry = Telemetry.create(false, "1", log::add, Clock.systemUTC());

    for (int i = 0; i < 3; i++) {
      var call = telemetry.taking(Endpoint.PIPELINES_TRACK, Region.US, Origin.UNKNOWN);
      call.drops(SilentLoss.NO_EVENT_NAME);
      call.drops(SilentLoss.OVERSIZE);
    }

    assertThat(telemetry.counters().silentlyDropped()).isEqualTo(6);
    assertThat(log)
        .containsExactly(
            "Customer.io answers 200 to this and drops it: a track call has no event; set event;"
                + " the MBean counts further ones",
            "Customer.io answers 200 to this and drops it: a call is larger than 32 KB or a batch"
                + " larger than 500 KB; split it, or send X-Strict-Mode: 1 to get an error; the"
                + " MBean counts further ones");
  }

  @Test
  void batchOfUnclearFate_isCountedInOperations() {
    Telemetry telemetry = Telemetry.create(false, "1", log::add, Clock.systemUTC());
    Operation operation =
        new Operation(
            "id", 0, Endpoint.TRACK_IDENTIFY, Region.US, 7, "PUT", "/", null, new byte[0], null);

    telemetry.unclear(
        new Destination(Api.TRACK, Region.US, 7), List.of(operation, operation), "index-unusable");

    assertThat(telemetry.counters().unclear()).isEqualTo(2);
    assertThat(log)
        .containsExactly(
            "the answer of track-us to a batch of 2 does not tell which were taken"
                + " (index-unusable); each is sent again by itself, and recognised by its id");
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
    public boolean isTraced(Origin origin) {
      throw new IllegalStateException("tracer");
    }

    @Override
    public DeliveryObservation delivery(DeliveryRequest request) {
      throw new IllegalStateException("tracer");
    }

    @Override
    public SendObservation relayed(DeliveryRequest request) {
      throw new IllegalStateException("tracer");
    }
  }
}
