package customerio.agent.telemetry;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.Locale;

/**
 * Spans through the OpenTelemetry API that we bring along. It does nothing by itself; the
 * OpenTelemetry, Elastic and Datadog agents bridge it wherever they find it, our loader included.
 *
 * <p>Names and attributes follow the messaging conventions (semantic-conventions 1.44,
 * development): a PRODUCER span for each call that is taken over, a CLIENT span for each request
 * that delivers.
 */
final class OpenTelemetryTracing implements Tracing {
  private static final String SCOPE = "io.github.customerio-agent";

  private record Caller(Context context) implements Origin {}

  private final Tracer tracer;

  private OpenTelemetryTracing(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Call it first on a thread of ours: the API keeps the stack of its first use, and with it the
   * loader of an application that happened to be on it.
   *
   * @return {@link Tracing#NONE} when no APM agent is there
   */
  static Tracing find(String version) {
    OpenTelemetry api = GlobalOpenTelemetry.get();
    // Not getOrNoop(): the Elastic and Datadog agents bridge only get().
    return api.getTracerProvider() == TracerProvider.noop()
        ? NONE
        : new OpenTelemetryTracing(api.getTracer(SCOPE, version));
  }

  @Override
  public Origin origin() {
    return new Caller(Context.current());
  }

  @Override
  public CallSpan call(Endpoint endpoint, Region region, Origin origin) {
    Context parent = origin instanceof Caller caller ? caller.context : Context.root();
    String family = "customerio." + endpoint.api().name().toLowerCase(Locale.ROOT);
    Span span =
        tracer
            .spanBuilder(endpoint.operationName() + ' ' + family)
            .setSpanKind(SpanKind.PRODUCER)
            .setParent(parent)
            .setAttribute("messaging.system", "customerio")
            .setAttribute("messaging.destination.name", family)
            .setAttribute("messaging.operation.name", endpoint.operationName())
            .setAttribute("messaging.operation.type", "create")
            .setAttribute("url.template", endpoint.template())
            .setAttribute("customerio.region", region.name().toLowerCase(Locale.ROOT))
            .startSpan();
    return new OpenCallSpan(span, parent);
  }

  private record OpenCallSpan(Span span, Context parent) implements CallSpan {

    @Override
    public String traceparent() {
      String[] value = new String[1];
      W3CTraceContextPropagator.getInstance()
          .inject(
              parent.with(span),
              value,
              (carrier, key, text) -> {
                if (key.equals("traceparent")) {
                  carrier[0] = text;
                }
              });
      return value[0];
    }

    @Override
    public void end(String outcome, String operationId) {
      span.setAttribute("customerio.agent.outcome", outcome);
      if (operationId != null) {
        span.setAttribute("messaging.message.id", operationId);
      }
      span.end();
    }
  }
}
