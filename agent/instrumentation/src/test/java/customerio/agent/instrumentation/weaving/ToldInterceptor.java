package customerio.agent.instrumentation.weaving;

import java.util.Arrays;

/** Answers with what it was told and called with. */
public final class ToldInterceptor implements Interceptor {
  private final String told;

  public ToldInterceptor(String told) {
    this.told = told;
  }

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    return new Outcome.Answer(told + ": " + self + ' ' + Arrays.toString(arguments));
  }
}
