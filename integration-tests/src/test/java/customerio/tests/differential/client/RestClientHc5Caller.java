package customerio.tests.differential.client;

import org.springframework.http.client.ClientHttpRequestFactory;

/** RestClient on Apache HttpClient 5, which it prefers to all others. */
public final class RestClientHc5Caller extends RestClientCaller {
  private final Hc5Factory apache = new Hc5Factory();

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) {
    return apache.with(readTimeoutMillis);
  }

  @Override
  public String title() {
    return "Spring RestClient on Apache HttpClient 5";
  }

  @Override
  public String switchName() {
    return "apache5";
  }
}
