package customerio.tests.differential.client;

import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;

/**
 * WebClient on Apache HttpClient 5, with a connection of its own for each exchange.
 *
 * <p>An answer cut in its body makes the client cancel the exchange itself. It then throws {@code
 * InterruptedIOException} if it still knows which exchange that is, as on a new connection, and
 * {@code ConnectionClosedException} if not, as on a kept one; whether one has come back to the pool
 * by then is luck (of 3 000 without the agent 2 056 and 944).
 */
public final class WebClientHc5Caller extends WebClientCaller {
  private final CloseableHttpAsyncClient client = apache(0);

  @Override
  ClientHttpConnector connector(int readTimeoutMillis) {
    return new HttpComponentsClientHttpConnector(
        readTimeoutMillis == 0 ? client : apache(readTimeoutMillis));
  }

  private static CloseableHttpAsyncClient apache(int responseTimeoutMillis) {
    RequestConfig.Builder config = RequestConfig.custom();
    if (responseTimeoutMillis > 0) {
      config.setResponseTimeout(responseTimeoutMillis, TimeUnit.MILLISECONDS);
    }
    return ToldInOrder.of(HttpAsyncClientBuilder.create())
        .setDefaultRequestConfig(config.build())
        .setConnectionReuseStrategy((request, response, context) -> false)
        .build();
  }

  @Override
  public String title() {
    return "Spring WebClient on Apache HttpClient 5";
  }

  @Override
  public String switchName() {
    return "apache5-async";
  }
}
