package customerio.agent.instrumentation.app.opentelemetry;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import io.opentelemetry.api.OpenTelemetry;

/** An SDK exports what it has, and nothing after that. */
public final class ShutdownInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    ApplicationSdk.ended((OpenTelemetry) self);
    return Outcome.ORIGINAL;
  }
}
