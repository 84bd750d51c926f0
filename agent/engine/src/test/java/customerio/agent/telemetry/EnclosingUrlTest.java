package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.intake.CallObservation;
import customerio.agent.intake.PassReason;
import customerio.agent.telemetry.spans.SpanSettings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.UrlAttributes;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Around a call is the span of the client that makes it, if an agent instruments that. */
class EnclosingUrlTest {
  private static final String URL =
      "https://track.customer.io/api/v1/customers/jane%40example.com?x=jane";

  private final CollectedSpans spans = new CollectedSpans();

  @AfterEach
  void close() {
    spans.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TRACK_IDENTIFY, https://track.customer.io/api/v1/customers/jane%40example.com,"
        + " https://track.customer.io/api/v1/customers/REDACTED",
    "TRACK_DELETE_DEVICE, http://127.0.0.1:80/api/v1/customers/jane/devices/t?x=jane,"
        + " http://127.0.0.1:80/api/v1/customers/REDACTED/devices/REDACTED",
    "PIPELINES_IDENTIFY, https://cdp.customer.io/v1/identify,"
        + " https://cdp.customer.io/v1/identify",
    "APP_ANY, https://api.customer.io/v1/send/email?jane, https://api.customer.io/v1/send/email",
    "APP_ANY, https://api.customer.io/v1/customers/jane/attributes,"
        + " https://api.customer.io/REDACTED",
    "TRACK_UNKNOWN, https://track.customer.io?jane, /REDACTED",
    "TRACK_IDENTIFY, jane, /api/v1/customers/REDACTED"
  })
  void addressOfATakenCall_losesThePerson(Endpoint endpoint, String called, String exported) {
    Map<AttributeKey<?>, Object> attributes =
        enclosing(SpanSettings.DEFAULTS, endpoint, called, call -> call.relayed(200));

    assertThat(attributes).isEqualTo(Map.of(UrlAttributes.URL_FULL, exported));
  }

  @Test
  void spanWithoutAnAddress_isNotTheClients() {
    assertThat(
            enclosing(
                SpanSettings.DEFAULTS,
                Endpoint.TRACK_IDENTIFY,
                null,
                call -> call.deduplicated("01A")))
        .isEmpty();
  }

  @Test
  void callThatIsLeftToItsClient_keepsItsSpanAsItIs() {
    assertThat(
            enclosing(
                SpanSettings.DEFAULTS,
                Endpoint.TRACK_IDENTIFY,
                URL,
                call -> call.passed(PassReason.NOTHING_SENT)))
        .isEqualTo(Map.of(UrlAttributes.URL_FULL, URL));
  }

  @Test
  void setting_leavesTheAddress() {
    assertThat(
            enclosing(
                new SpanSettings(true, true, false),
                Endpoint.TRACK_IDENTIFY,
                URL,
                call -> call.deduplicated("01A")))
        .isEqualTo(Map.of(UrlAttributes.URL_FULL, URL));
  }

  /** What is exported of the span around a call. */
  private Map<AttributeKey<?>, Object> enclosing(
      SpanSettings settings, Endpoint endpoint, String url, Consumer<CallObservation> how) {
    Telemetry telemetry = spans.telemetry(settings);
    SpanBuilder builder = spans.application().spanBuilder("PUT");
    if (url != null) {
      builder.setAttribute(UrlAttributes.URL_FULL, url);
    }
    Span client = builder.startSpan();
    Origin origin;
    try (Scope scope = client.makeCurrent()) {
      assertThat(scope).isNotNull();
      origin = telemetry.origin();
    }
    how.accept(telemetry.taking(endpoint, Region.US, origin));
    client.end();
    return spans.only("PUT").getAttributes().asMap();
  }
}
