package customerio.tests.differential.client;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** Spring's requests on one Apache HttpClient 5. */
final class Hc5Factory {
  private final CloseableHttpClient client = HttpClients.createDefault();

  ClientHttpRequestFactory with(int readTimeoutMillis) {
    HttpComponentsClientHttpRequestFactory factory =
        new HttpComponentsClientHttpRequestFactory(client);
    if (readTimeoutMillis > 0) {
      factory.setReadTimeout(readTimeoutMillis);
    }
    return factory;
  }
}
