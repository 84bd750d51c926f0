package customerio.tests.differential.client;

import org.springframework.http.client.ClientHttpRequestFactory;

/** RestTemplate on Apache HttpClient 5, from Spring 6 on. */
public final class RestTemplateHc5Caller extends RestTemplateCaller {
  private final Hc5Factory apache = new Hc5Factory();

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) {
    return apache.with(readTimeoutMillis);
  }

  @Override
  public String title() {
    return "Spring RestTemplate on Apache HttpClient 5";
  }

  @Override
  public String switchName() {
    return "apache5";
  }
}
