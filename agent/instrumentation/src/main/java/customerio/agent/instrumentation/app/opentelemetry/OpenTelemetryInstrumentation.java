package customerio.agent.instrumentation.app.opentelemetry;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * An OpenTelemetry SDK that an application brings along, global or not: whoever makes spans with it
 * asks it for a tracer. No client of Customer.io; nothing is changed about it.
 */
public final class OpenTelemetryInstrumentation implements ClientInstrumentation {
  public static final String NAME = "opentelemetry";

  private static final String SDK = "io.opentelemetry.sdk.OpenTelemetrySdk";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            SDK,
            "getTracerProvider",
            List.of(),
            "customerio.agent.instrumentation.app.opentelemetry.UsedInterceptor"),
        new Hook(
            SDK,
            "shutdown",
            List.of(),
            "customerio.agent.instrumentation.app.opentelemetry.ShutdownInterceptor"));
  }
}
