package customerio.agent.telemetry.opentelemetry;

import customerio.agent.customerio.Operation;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendObservation;
import customerio.agent.telemetry.metrics.SendError;
import customerio.agent.telemetry.spans.SpanSettings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;

/**
 * A CLIENT span for each delivery, with its attempts as children. What delivers one operation is
 * part of that one's trace; what delivers several belongs to none of theirs and links to all.
 */
final class DeliverySpans {
  /** SDKs keep no more of one span by default, and drop the rest silently. */
  static final int MAX_LINKS = 128;

  private static final AttributeKey<String> MESSAGE_ID =
      AttributeKey.stringKey("messaging.message.id");

  private final Tracer tracer;
  private final HttpSpans attempts;
  private final boolean joined;

  /**
   * @param joined see {@link SpanSettings#joined}
   */
  DeliverySpans(Tracer tracer, HttpSpans attempts, boolean joined) {
    this.tracer = tracer;
    this.attempts = attempts;
    this.joined = joined;
  }

  DeliveryObservation begin(DeliveryRequest request) {
    List<Operation> operations = request.operations();
    String family = MessagingNames.destination(request.destination().api());
    // without a parent of its own it would join whatever woke this thread
    SpanBuilder builder =
        tracer
            .spanBuilder("send " + family)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root())
            .setAttribute("messaging.system", MessagingNames.SYSTEM)
            .setAttribute("messaging.destination.name", family)
            .setAttribute("messaging.operation.name", "send")
            .setAttribute("messaging.operation.type", "send")
            .setAttribute("server.address", request.host())
            .setAttribute("server.port", (long) request.port())
            .setAttribute("customerio.agent.replay", request.replayed());
    if (operations.size() > 1) {
      builder.setAttribute("messaging.batch.message_count", (long) operations.size());
      link(builder, operations);
    } else {
      builder.setAttribute(MESSAGE_ID, operations.get(0).id());
      if (joined) {
        builder.setParent(TraceParents.context(operations.get(0).traceparent()));
      } else {
        link(builder, operations);
      }
    }
    return new OpenDelivery(builder.startSpan(), attempts);
  }

  private static void link(SpanBuilder builder, List<Operation> operations) {
    long dropped = 0;
    int links = 0;
    for (Operation operation : operations) {
      SpanContext creator =
          Span.fromContext(TraceParents.context(operation.traceparent())).getSpanContext();
      if (creator.isSampled()) {
        if (links++ < MAX_LINKS) {
          builder.addLink(creator, Attributes.of(MESSAGE_ID, operation.id()));
        } else {
          dropped++;
        }
      }
    }
    if (dropped > 0) {
      builder.setAttribute("customerio.agent.links.dropped", dropped);
    }
  }

  private record OpenDelivery(Span span, HttpSpans attempts) implements DeliveryObservation {

    @Override
    public SendObservation sending(DeliveryRequest request) {
      return attempts.begin(request, Context.root().with(span));
    }

    /** Failures that a later attempt has made good are theirs, not the delivery's. */
    @Override
    public void ended(Conclusion.Outcome outcome) {
      String error = SendError.word(outcome);
      if (error != null) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", error);
      }
      span.end();
    }
  }
}
