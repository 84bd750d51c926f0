package customerio.agent.telemetry;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.transport.SendScope;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.util.List;
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
  private static final int MAX_LINKS = 128;

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
    String family = family(endpoint.api());
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

  /**
   * Its parent is the one call it delivers; a batch stands alone and links to the calls in it, at
   * most {@link #MAX_LINKS} as SDKs keep no more.
   */
  @Override
  public SendSpan send(DeliveryRequest request) {
    List<Operation> operations = request.operations();
    String family = family(request.destination().api());
    SpanBuilder builder =
        tracer
            .spanBuilder("send " + family)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root())
            .setAttribute("messaging.system", "customerio")
            .setAttribute("messaging.destination.name", family)
            .setAttribute("messaging.operation.name", "send")
            .setAttribute("messaging.operation.type", "send")
            .setAttribute("http.request.method", request.method())
            .setAttribute("url.template", request.route())
            .setAttribute("server.address", request.host());
    if (request.attempt() > 1) {
      builder.setAttribute("http.request.resend_count", request.attempt() - 1L);
    }
    if (operations.size() == 1) {
      builder.setParent(TraceParents.context(operations.get(0).traceparent()));
    } else {
      builder.setAttribute("messaging.batch.message_count", operations.size());
      operations.stream()
          .map(operation -> TraceParents.context(operation.traceparent()))
          .map(context -> Span.fromContext(context).getSpanContext())
          .filter(SpanContext::isSampled)
          .limit(MAX_LINKS)
          .forEach(builder::addLink);
    }
    Span span = builder.startSpan();
    return (status, failure) -> end(span, status, failure);
  }

  private static void end(Span span, int status, String failure) {
    if (status != 0) {
      span.setAttribute("http.response.status_code", status);
    }
    if (failure != null || status >= 400) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", failure != null ? "no_answer" : Integer.toString(status));
    }
    span.end();
  }

  @Override
  public SendScope sendScope() {
    return new SuppressedScope();
  }

  private static String family(Api api) {
    return "customerio." + api.name().toLowerCase(Locale.ROOT);
  }

  private record OpenCallSpan(Span span, Context parent) implements CallSpan {

    @Override
    public String traceparent() {
      return TraceParents.text(parent.with(span));
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
