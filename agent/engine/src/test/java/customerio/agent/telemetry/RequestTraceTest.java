package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.telemetry.spans.RequestTrace;
import customerio.agent.telemetry.spans.SpanSettings;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that traces without an agent names its trace in its requests. */
class RequestTraceTest {
  private static final String NAMED = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";

  private final CollectedSpans spans = new CollectedSpans();

  @AfterEach
  void close() {
    spans.close();
  }

  @Test
  void traceInTheRequest_isTheParentWhereTheThreadKnowsNone() {
    Telemetry telemetry = spans.telemetry(SpanSettings.DEFAULTS);

    Origin origin = telemetry.origin(telemetry.origin(), Headers.of("TraceParent", NAMED));
    telemetry.taking(Endpoint.TRACK_EVENT, Region.US, origin).deduplicated("01A");

    assertThat(spans.only("event customerio.track").getParentSpanContext().getSpanId())
        .isEqualTo("0123456789abcdef");
  }

  @Test
  void threadThatKnowsItsTrace_isAskedFirst() {
    Telemetry telemetry = spans.telemetry(SpanSettings.DEFAULTS);
    Span caller = spans.application().spanBuilder("checkout").startSpan();
    Origin origin;
    try (Scope scope = caller.makeCurrent()) {
      assertThat(scope).isNotNull();
      origin = telemetry.origin(telemetry.origin(), Headers.of("traceparent", NAMED));
    }
    telemetry.taking(Endpoint.TRACK_EVENT, Region.US, origin).deduplicated("01A");

    assertThat(spans.only("event customerio.track").getParentSpanContext())
        .isEqualTo(caller.getSpanContext());
  }

  @Test
  void whereNobodyCollects_theRequestsTraceIsKeptForWhoeverDelivers() {
    Telemetry telemetry = Telemetry.create(false, "1", line -> {}, Clock.systemUTC());

    Origin origin = telemetry.origin(telemetry.origin(), Headers.of("traceparent", NAMED));

    assertThat(telemetry.taking(Endpoint.TRACK_EVENT, Region.US, origin).traceparent(7))
        .isEqualTo(NAMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jane@example.com",
        "00-00000000000000000000000000000000-0123456789abcdef-01",
        "00-0123456789abcdef0123456789abcdef-0000000000000000-01",
        "00-0123456789ABCDEF0123456789ABCDEF-0123456789abcdef-01",
        "ff-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
        "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01-jane"
      })
  void whatIsNoTrace_isNotKept(String text) {
    assertThat(RequestTrace.of(Headers.of("traceparent", text), Origin.UNKNOWN))
        .isSameAs(Origin.UNKNOWN);
  }
}
