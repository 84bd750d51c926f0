package customerio.agent.instrumentation.app;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;

/** In the package whose classes every application loader gets its own copy of. */
public final class LinkedInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    return Outcome.ORIGINAL;
  }
}
