package customerio.agent.telemetry;

import customerio.agent.transport.SendScope;
import io.opentelemetry.api.impl.InstrumentationUtil;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * OpenTelemetry's own way to say "this traffic is the instrumentation's": measured, its agent then
 * makes no span of our request. The class is not API, so the version we bring along is pinned.
 */
final class SuppressedScope implements SendScope {

  @Override
  public <T> T call(Callable<T> exchange) throws Exception {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Exception> failure = new AtomicReference<>();
    InstrumentationUtil.suppressInstrumentation(
        () -> {
          try {
            result.set(exchange.call());
          } catch (Exception thrown) {
            failure.set(thrown);
          }
        });
    if (failure.get() != null) {
      throw failure.get();
    }
    return result.get();
  }
}
