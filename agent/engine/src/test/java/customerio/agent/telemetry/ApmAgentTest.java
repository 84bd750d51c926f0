package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.telemetry.metrics.Outlet;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApmAgentTest {
  private final CollectedSpans spans = new CollectedSpans();

  @AfterEach
  void close() {
    spans.close();
  }

  @Test
  void whereNobodyCollects_thereIsNone() {
    assertThat(ApmAgent.of(OpenTelemetry.noop(), "1", SpanSettings.DEFAULTS)).isNull();
  }

  @Test
  void agentWhoseMetricsFail_hasTheSpansAllTheSame() {
    ApmAgent agent =
        ApmAgent.of(new Half(spans.api.getTracerProvider()), "1", SpanSettings.DEFAULTS);

    assertThat(agent.outlet()).isSameAs(Outlet.NONE);
    assertThat(agent.tracing()).isNotSameAs(Tracing.NONE);
  }

  private record Half(TracerProvider tracers) implements OpenTelemetry {
    @Override
    public TracerProvider getTracerProvider() {
      return tracers;
    }

    @Override
    public MeterProvider getMeterProvider() {
      throw new NoSuchMethodError("of another version");
    }

    @Override
    public ContextPropagators getPropagators() {
      return ContextPropagators.noop();
    }
  }
}
