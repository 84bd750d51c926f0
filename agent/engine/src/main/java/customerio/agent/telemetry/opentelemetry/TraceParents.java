package customerio.agent.telemetry.opentelemetry;

import customerio.agent.telemetry.spans.RequestTrace;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

/** The 55 letters in which a trace context survives a restart. */
final class TraceParents {
  private static final String KEY = RequestTrace.HEADER;

  private static final TextMapGetter<String> GETTER =
      new TextMapGetter<>() {
        @Override
        public String get(String text, String key) {
          return key.equals(KEY) ? text : null;
        }
      };

  private TraceParents() {}

  /**
   * @param text may be null
   */
  static Context context(String text) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), text, GETTER);
  }

  /** Null when the context holds no span. */
  static String text(Context context) {
    String[] value = new String[1];
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            value,
            (carrier, key, text) -> {
              if (key.equals(KEY)) {
                carrier[0] = text;
              }
            });
    return value[0];
  }
}
