package customerio.agent.telemetry.opentelemetry;

import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendObservation;
import customerio.agent.delivery.SendOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Set;

/**
 * A CLIENT span for each request on the wire, as the HTTP conventions have it. Its address is the
 * operation's, with the word {@code REDACTED} where the request names somebody.
 */
final class HttpSpans {
  /** What the conventions know; whatever else an application sends is none of a few words. */
  private static final Set<String> METHODS =
      Set.of(
          "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");

  private final Tracer tracer;

  HttpSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  SendObservation begin(DeliveryRequest request, Context parent) {
    boolean known = METHODS.contains(request.method());
    SpanBuilder builder =
        tracer
            .spanBuilder((known ? request.method() : "HTTP") + ' ' + request.route())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setAttribute("http.request.method", known ? request.method() : "_OTHER")
            .setAttribute("url.template", request.route())
            .setAttribute("url.full", request.url())
            .setAttribute("server.address", request.host())
            .setAttribute("server.port", (long) request.port());
    if (request.attempt() > 1) {
      builder.setAttribute("http.request.resend_count", request.attempt() - 1L);
    }
    Span span = builder.startSpan();
    return outcome -> end(span, outcome);
  }

  private static void end(Span span, SendOutcome outcome) {
    if (outcome.status() != 0) {
      span.setAttribute("http.response.status_code", (long) outcome.status());
    }
    String error = outcome.errorType();
    if (error != null) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", error);
    }
    span.end();
  }
}
