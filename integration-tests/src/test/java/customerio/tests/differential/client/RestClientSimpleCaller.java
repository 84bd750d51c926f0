package customerio.tests.differential.client;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/** RestClient on {@code HttpURLConnection}. */
public final class RestClientSimpleCaller extends RestClientCaller {

  @Override
  public String title() {
    return "Spring RestClient, simple";
  }

  @Override
  public String switchName() {
    return "urlconnection";
  }

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) {
    SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
    factory.setReadTimeout(readTimeoutMillis);
    return factory;
  }
}
