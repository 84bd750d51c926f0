package customerio.agent.instrumentation.jdk;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * {@code awaitTermination(Duration)}, and with it {@code close()}, JDK 21 and newer: both promise
 * that calls begun before are over. A program that ends after {@code try (client)} would take its
 * calls with it.
 */
public final class AwaitTerminationInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    if (!(arguments[0] instanceof Duration atMost)) {
      return Outcome.ORIGINAL;
    }
    try {
      return CallsUnderWay.await((HttpClient) self, atMost)
          ? Outcome.ORIGINAL
          : new Outcome.Answer(false);
    } catch (InterruptedException e) {
      return new Outcome.Failure(e);
    }
  }
}
