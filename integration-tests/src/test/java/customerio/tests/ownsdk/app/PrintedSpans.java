package customerio.tests.ownsdk.app;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Exports a span as lines: {@code span OF KIND TRACE SPAN PARENT LINKS NAME}, its attributes. */
final class PrintedSpans implements SpanExporter {
  private final String of;

  PrintedSpans(String of) {
    this.of = of;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    for (SpanData span : spans) {
      System.err.println(
          "span "
              + of
              + ' '
              + span.getKind()
              + ' '
              + span.getTraceId()
              + ' '
              + span.getSpanId()
              + ' '
              + span.getParentSpanId()
              + ' '
              + span.getLinks().size()
              + ' '
              + span.getName());
      System.err.println("attributes " + span.getAttributes().asMap());
    }
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
