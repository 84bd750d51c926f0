package customerio.tests.differential.client;

import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.HttpClients;
import org.springframework.http.client.ClientHttpRequestFactory;

/** RestTemplate on Apache HttpClient 4, up to Spring 5. */
public final class RestTemplateApache4Caller extends RestTemplateCaller {
  private final HttpClient client = HttpClients.createDefault();

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) throws ReflectiveOperationException {
    return FormerFactory.of(
        "HttpComponentsClientHttpRequestFactory", HttpClient.class, client, readTimeoutMillis);
  }

  @Override
  public String title() {
    return "Spring RestTemplate on Apache HttpClient 4";
  }

  @Override
  public String switchName() {
    return "apache4";
  }
}
