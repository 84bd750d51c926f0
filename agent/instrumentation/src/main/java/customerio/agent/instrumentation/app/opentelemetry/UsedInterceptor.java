package customerio.agent.instrumentation.app.opentelemetry;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import io.opentelemetry.api.OpenTelemetry;

/** Somebody makes spans with an SDK. */
public final class UsedInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    ApplicationSdk.used((OpenTelemetry) self);
    return Outcome.ORIGINAL;
  }
}
