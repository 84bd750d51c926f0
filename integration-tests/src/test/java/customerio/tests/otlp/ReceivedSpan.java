package customerio.tests.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A span with whose it is. */
public record ReceivedSpan(Resource resource, InstrumentationScope scope, Span span) {

  static List<ReceivedSpan> all(ExportTraceServiceRequest request) {
    List<ReceivedSpan> all = new ArrayList<>();
    for (ResourceSpans ofResource : request.getResourceSpansList()) {
      for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
        for (Span span : ofScope.getSpansList()) {
          all.add(new ReceivedSpan(ofResource.getResource(), ofScope.getScope(), span));
        }
      }
    }
    return all;
  }

  public String name() {
    return span.getName();
  }

  /** {@code SERVER}, {@code CLIENT}, {@code PRODUCER} … */
  public String kind() {
    return span.getKind().name().substring("SPAN_KIND_".length());
  }

  /** 32 hexadecimal digits. */
  public String traceId() {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  /** 16 hexadecimal digits. */
  public String spanId() {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /** 16 hexadecimal digits; empty for a root. */
  public String parentId() {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  /** Values are String, Long, Double, Boolean or, of lists and the like, their text. */
  public Map<String, Object> attributes() {
    return Attributes.map(span.getAttributesList());
  }

  public Map<String, Object> resourceAttributes() {
    return Attributes.map(resource.getAttributesList());
  }

  @Override
  public String toString() {
    return kind() + ' ' + name() + ' ' + traceId() + '/' + spanId() + " below " + parentId();
  }
}
