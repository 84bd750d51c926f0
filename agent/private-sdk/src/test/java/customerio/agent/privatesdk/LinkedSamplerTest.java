package customerio.agent.privatesdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkedSamplerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final SpanContext KEPT = context(TraceFlags.getSampled());
  private static final SpanContext DROPPED = context(TraceFlags.getDefault());

  private final Sampler none = new LinkedSampler(Sampler.parentBased(Sampler.alwaysOff()));

  @Test
  void rootThatLinksToATraceThatIsKept_isKept() {
    assertThat(decision(none, Context.root(), DROPPED, KEPT))
        .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @Test
  void rootThatLinksToNoneThatIsKept_isAsConfigured() {
    assertThat(decision(none, Context.root())).isEqualTo(SamplingDecision.DROP);
    assertThat(decision(none, Context.root(), DROPPED)).isEqualTo(SamplingDecision.DROP);
    assertThat(decision(new LinkedSampler(Sampler.alwaysOn()), Context.root(), DROPPED))
        .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @Test
  void childOfASpanThatIsDropped_isDropped_whateverItLinksTo() {
    Context parent = Context.root().with(Span.wrap(DROPPED));

    assertThat(decision(none, parent, KEPT)).isEqualTo(SamplingDecision.DROP);
  }

  @Test
  void description_namesWhatIsConfigured() {
    assertThat(new LinkedSampler(Sampler.alwaysOff()).getDescription())
        .isEqualTo("LinkedSampler{AlwaysOffSampler}");
  }

  private static SamplingDecision decision(Sampler sampler, Context parent, SpanContext... links) {
    return sampler
        .shouldSample(
            parent,
            TRACE,
            "send",
            SpanKind.CLIENT,
            Attributes.empty(),
            List.of(links).stream().map(LinkData::create).toList())
        .getDecision();
  }

  private static SpanContext context(TraceFlags flags) {
    return SpanContext.create(TRACE, "b7ad6b7169203331", flags, TraceState.getDefault());
  }
}
