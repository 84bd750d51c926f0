package customerio.agent.telemetry.opentelemetry;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Handling;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendObservation;
import customerio.agent.telemetry.spans.RequestTrace;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.util.Locale;

/**
 * Spans through an OpenTelemetry API, which does nothing by itself.
 *
 * <p>Names and attributes follow the conventions for messaging (semantic-conventions 1.45,
 * development) and for HTTP: a PRODUCER span for each call that is taken over, a CLIENT span for
 * each delivery and under it one for each attempt.
 */
public final class OpenTelemetryTracing implements Tracing {
  private static final String SCOPE = "io.github.customerio-agent";

  private record Caller(Context context) implements Origin {}

  private final Tracer tracer;
  private final SpanSettings settings;
  private final HttpSpans requests;
  private final DeliverySpans deliveries;

  private OpenTelemetryTracing(Tracer tracer, SpanSettings settings) {
    this.tracer = tracer;
    this.settings = settings;
    this.requests = new HttpSpans(tracer);
    this.deliveries = new DeliverySpans(tracer, requests, settings.joined());
  }

  /**
   * @return {@link Tracing#NONE} when nobody would see the spans
   */
  public static Tracing of(OpenTelemetry api, String version, SpanSettings settings) {
    // Not tracerBuilder(), which could name the schema: to Elastic's bridge it is a default method
    // that makes no spans.
    return api.getTracerProvider() == TracerProvider.noop()
        ? NONE
        : new OpenTelemetryTracing(api.getTracer(SCOPE, version), settings);
  }

  @Override
  public Origin origin() {
    return new Caller(Context.current());
  }

  @Override
  public boolean isTraced(Origin origin) {
    return Span.fromContext(context(origin)).getSpanContext().isValid();
  }

  /** A call that Customer.io answers itself is no message: it has the spans of its requests. */
  @Override
  public CallSpan call(Endpoint endpoint, Region region, Origin origin) {
    Context caller = context(origin);
    EnclosingUrl enclosing =
        settings.scrubbed() ? new EnclosingUrl(Span.fromContext(caller), endpoint) : null;
    if (!settings.created() || endpoint.handling() == Handling.SYNCHRONOUS) {
      return new OpenCall(Span.getInvalid(), caller, enclosing);
    }
    String family = MessagingNames.destination(endpoint.api());
    Span span =
        tracer
            .spanBuilder(endpoint.operationName() + ' ' + family)
            .setSpanKind(SpanKind.PRODUCER)
            .setParent(caller)
            .setAttribute("messaging.system", MessagingNames.SYSTEM)
            .setAttribute("messaging.destination.name", family)
            .setAttribute("messaging.operation.name", endpoint.operationName())
            .setAttribute("messaging.operation.type", "create")
            .setAttribute("url.template", endpoint.template())
            .setAttribute("customerio.region", region.name().toLowerCase(Locale.ROOT))
            .startSpan();
    return new OpenCall(span, caller.with(span), enclosing);
  }

  private static Context context(Origin origin) {
    if (origin instanceof Caller caller) {
      return caller.context;
    }
    return origin instanceof RequestTrace trace
        ? TraceParents.context(trace.traceparent())
        : Context.root();
  }

  @Override
  public DeliveryObservation delivery(DeliveryRequest request) {
    return deliveries.begin(request);
  }

  @Override
  public SendObservation relayed(DeliveryRequest request) {
    return requests.begin(request, TraceParents.context(request.traceparent()));
  }

  /**
   * @param span invalid when none is made
   * @param context what delivers the call belongs to
   * @param enclosing null when it is left as it is
   */
  private record OpenCall(Span span, Context context, EnclosingUrl enclosing) implements CallSpan {

    @Override
    public String traceparent(long credential) {
      return TraceParents.text(context);
    }

    @Override
    public void end(String outcome, String operationId) {
      span.setAttribute("customerio.agent.outcome", outcome);
      if (operationId != null) {
        span.setAttribute("messaging.message.id", operationId);
      }
      span.end();
      if (enclosing != null && !outcome.equals(PASSED)) {
        enclosing.scrub();
      }
    }
  }
}
