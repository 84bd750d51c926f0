package customerio.agent.instrumentation.jdk;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;

/**
 * {@code shutdown()}, which {@code close()} and {@code shutdownNow()} call, JDK 21 and newer: calls
 * that come later fail, and what refuses them is the client.
 *
 * <p>Calls that came before are to be made, and the originals of ours may only begin now. So the
 * client is told when they are over.
 */
public class ShutdownInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    HttpClient client = (HttpClient) self;
    ClosedClients.add(client);
    return CallsUnderWay.areBefore(client, () -> shutDown(client))
        ? new Outcome.Answer(null)
        : Outcome.ORIGINAL;
  }

  /** Comes by here again, when nothing is in its way any more. */
  private static void shutDown(HttpClient client) {
    try {
      HttpClient.class.getMethod("shutdown").invoke(client); // we are compiled for 17
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e); // it is public, and throws nothing
    }
  }

  /** {@code shutdownNow()}, after which calls under way fail as well. */
  public static final class Now implements Interceptor {

    @Override
    public Outcome intercept(Object self, Object[] arguments) {
      ClosedClients.add((HttpClient) self);
      CallsUnderWay.abort((HttpClient) self, new IOException("shutdownNow"));
      return Outcome.ORIGINAL;
    }
  }
}
