package customerio.tests.differential.client;

import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;

/** WebClient on Apache HttpClient 5. */
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
    return HttpAsyncClientBuilder.create().setDefaultRequestConfig(config.build()).build();
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
