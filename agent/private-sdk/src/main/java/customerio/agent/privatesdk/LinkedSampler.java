package customerio.agent.privatesdk;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Keeps the delivery of a call whose trace is kept. A batch has a trace of its own and links to the
 * traces of its calls; under a ratio, which draws anew for each trace, most of them would link to
 * nothing. Where there is a parent, its decision stands.
 */
record LinkedSampler(Sampler configured) implements Sampler {

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    SamplingResult result = configured.shouldSample(parent, traceId, name, kind, attributes, links);
    boolean root = !Span.fromContext(parent).getSpanContext().isValid();
    return result.getDecision() == SamplingDecision.DROP
            && root
            && links.stream().anyMatch(link -> link.getSpanContext().isSampled())
        ? SamplingResult.recordAndSample()
        : result;
  }

  @Override
  public String getDescription() {
    return "LinkedSampler{" + configured.getDescription() + '}';
  }
}
