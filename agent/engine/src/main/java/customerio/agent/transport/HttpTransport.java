package customerio.agent.transport;

import customerio.agent.capture.OwnTraffic;
import customerio.agent.capture.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.io.CloseMode;

/**
 * Apache HttpClient, stripped of everything that acts on its own: it follows, repeats, remembers
 * and signs nothing. The JVM's proxy settings, truststore and name service apply as they do to the
 * application itself.
 */
public final class HttpTransport implements Transport {
  private final DaemonTimer timer = new DaemonTimer();
  private final ConnectionPool pool;
  private final CloseableHttpClient client;
  private final TransportSettings settings;
  private final SendScope scope;

  /**
   * @param scope surrounds every exchange
   */
  public HttpTransport(TransportSettings settings, SendScope scope) {
    this(settings, scope, new SystemTls());
  }

  /**
   * @param scope surrounds every exchange
   * @param context whom it trusts and who it is; null = the JVM's default
   */
  public HttpTransport(TransportSettings settings, SendScope scope, SSLContext context) {
    this(
        settings, scope, context == null ? new SystemTls() : new DefaultClientTlsStrategy(context));
  }

  private HttpTransport(TransportSettings settings, SendScope scope, TlsSocketStrategy tls) {
    this.settings = settings;
    this.scope = scope;
    this.pool = new ConnectionPool(settings, timer, tls);
    this.client =
        HttpClients.custom()
            .setConnectionManager(pool.connections())
            .addRequestInterceptorLast(new OwnCodings())
            .setRequestExecutor(new WatchedRequestExecutor())
            .setRoutePlanner(new SystemDefaultRoutePlanner(null))
            .setDefaultCredentialsProvider(new SystemDefaultCredentialsProvider())
            // a 401 is an answer, even if the application has an Authenticator for everything
            .setTargetAuthenticationStrategy((type, challenges, context) -> List.of())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableDefaultUserAgent()
            .build();
  }

  @Override
  public Reply send(TransportRequest request, Cancellation cancellation) throws TransportException {
    try {
      return OwnTraffic.call(() -> scope.call(() -> exchange(request, cancellation)));
    } catch (TransportException e) {
      throw e;
    } catch (Exception e) {
      // from the scope, or a request the client cannot express
      String host = request.server().getHost();
      throw new TransportException(
          "sending to " + host + " failed (" + e.getClass().getSimpleName() + ')', false, false, e);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    pool.close();
    timer.close();
  }

  private Reply exchange(TransportRequest request, Cancellation cancellation)
      throws TransportException {
    long start = System.nanoTime();
    Exchange first = new Exchange(client, settings, request, request.timeout());
    try {
      return first.run(timer, cancellation);
    } catch (IOException e) {
      if (!request.repeatable() || !first.metStaleConnection() || cancellation.isCancelled()) {
        throw first.explain(e);
      }
    } finally {
      pool.used();
    }
    pool.dropIdle();
    Duration left = request.timeout().minusNanos(System.nanoTime() - start);
    Exchange second = new Exchange(client, settings, request, left);
    try {
      return second.run(timer, cancellation);
    } catch (IOException e) {
      // the first attempt may have arrived, whatever became of the second
      TransportException failure = second.explain(e);
      throw new TransportException(failure.getMessage(), false, failure.timedOut(), e);
    }
  }
}
