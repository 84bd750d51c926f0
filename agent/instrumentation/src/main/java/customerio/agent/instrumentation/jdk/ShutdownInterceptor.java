package customerio.agent.instrumentation.jdk;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;

/**
 * {@code shutdown()}, which {@code close()} and {@code shutdownNow()} call, JDK 21 and newer: calls
 * that come later fail, and what refuses them is the client.
 */
public class ShutdownInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    ClosedClients.add((HttpClient) self);
    return Outcome.ORIGINAL;
  }

  /** {@code shutdownNow()}, after which calls under way fail as well. */
  public static final class Now extends ShutdownInterceptor {

    @Override
    public Outcome intercept(Object self, Object[] arguments) {
      Outcome original = super.intercept(self, arguments);
      CallsUnderWay.abort((HttpClient) self, new IOException("shutdownNow"));
      return original;
    }
  }
}
