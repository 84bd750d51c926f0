package customerio.tests.differential.client;

import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import reactor.netty.http.client.HttpClient;

/** RestClient on Reactor Netty, which it calls itself, without a connector. */
public final class RestClientReactorCaller extends RestClientCaller {
  private final HttpClient client = HttpClient.create().compress(true).followRedirect(true);

  @Override
  public String title() {
    return "Spring RestClient on Reactor Netty";
  }

  @Override
  public boolean hearsInterrupts() {
    return true;
  }

  @Override
  public String switchName() {
    return "reactor-netty";
  }

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) {
    ReactorClientHttpRequestFactory factory = new ReactorClientHttpRequestFactory(client);
    if (readTimeoutMillis > 0) {
      factory.setReadTimeout(Duration.ofMillis(readTimeoutMillis));
    }
    return factory;
  }
}
