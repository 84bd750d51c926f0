package customerio.agent.telemetry.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

class SpanReaderTest {

  @Test
  void addressOfEarlierConventions_isFoundAsWell() {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
            .build()) {
      Span span =
          provider
              .get("client")
              .spanBuilder("PUT")
              .setAttribute("http.url", "https://track.customer.io/api/v1/customers/jane")
              .startSpan();
      new EnclosingUrl(span, Endpoint.TRACK_IDENTIFY).scrub();

      assertThat(SpanReader.attribute(span, "http.url"))
          .isEqualTo("https://track.customer.io/api/v1/customers/REDACTED");
    }
  }

  @Test
  void spanOfAnUnknownKind_isLeftAsItIs() {
    assertThat(SpanReader.attribute(Span.getInvalid(), "url.full")).isNull();
  }
}
