package customerio.agent.instrumentation.weaving;

import java.util.concurrent.atomic.AtomicInteger;

/** Does what the test running says; woven classes know it only by name. */
public final class ProgrammedInterceptor implements Interceptor {
  static final AtomicInteger CREATED = new AtomicInteger();
  static volatile Interceptor program;
  static volatile Runnable creation;

  public ProgrammedInterceptor() {
    CREATED.incrementAndGet();
    creation.run();
  }

  static void reset() {
    CREATED.set(0);
    creation = () -> {};
  }

  @Override
  public Outcome intercept(Object self, Object[] arguments) throws Throwable {
    return program.intercept(self, arguments);
  }
}
