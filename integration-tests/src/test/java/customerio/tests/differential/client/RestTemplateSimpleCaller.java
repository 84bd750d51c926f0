package customerio.tests.differential.client;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/** RestTemplate on its simple request factory, which uses {@code HttpURLConnection}. */
public final class RestTemplateSimpleCaller extends RestTemplateCaller {

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) {
    SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
    factory.setReadTimeout(readTimeoutMillis);
    return factory;
  }

  @Override
  public String title() {
    return "Spring RestTemplate, simple";
  }

  @Override
  public String switchName() {
    return "urlconnection";
  }
}
