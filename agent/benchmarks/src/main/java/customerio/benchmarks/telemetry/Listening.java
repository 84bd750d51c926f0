package customerio.benchmarks.telemetry;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.intake.CallObservation;
import customerio.agent.intake.IntakeListener;
import customerio.agent.intake.PassReason;
import customerio.agent.intake.Rehearsed;
import customerio.agent.telemetry.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Clock;
import java.time.Duration;

/** Who listens to intake. */
enum Listening {
  /** Nobody. Clients' counters and times are off as well. */
  OFF,
  /** Counters, histograms and log, as without an APM agent: what Prometheus reads. */
  COUNTED,
  /** And an OpenTelemetry SDK that keeps metrics and makes spans of all calls. */
  EXPORTED;

  static final String AUTHORIZATION = "Basic c2l0ZTprZXk=";

  IntakeListener listener() {
    if (this == OFF) {
      return new Silence();
    }
    if (this == EXPORTED && !GlobalOpenTelemetry.isSet()) {
      GlobalOpenTelemetry.set(
          OpenTelemetrySdk.builder()
              .setTracerProvider(SdkTracerProvider.builder().build())
              .setMeterProvider(
                  SdkMeterProvider.builder()
                      .registerMetricReader(InMemoryMetricReader.create())
                      .build())
              .build());
    }
    return Telemetry.create(this == EXPORTED, "benchmark", line -> {}, Clock.systemUTC());
  }

  private static final class Silence implements IntakeListener, CallObservation {

    @Override
    public Origin origin() {
      return Origin.UNKNOWN;
    }

    @Override
    public CallObservation taking(Endpoint endpoint, Region region, Origin origin) {
      return this;
    }

    @Override
    public void rehearsed(Rehearsed call) {}

    @Override
    public void watched(boolean atOnce, int status, Duration took) {}

    @Override
    public void suppressed(String place, Throwable fault) {
      throw new IllegalStateException(place, fault);
    }

    @Override
    public String traceparent(long credential) {
      return null;
    }

    @Override
    public void accepted(Operation operation) {}

    @Override
    public void deduplicated(String operationId) {}

    @Override
    public void relayed(int status) {}

    @Override
    public void passed(PassReason reason) {}
  }
}
