package customerio.tests.differential.client;

import java.time.Duration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;

/** WebClient on Reactor Netty, its default. */
public final class WebClientReactorCaller extends WebClientCaller {
  private final HttpClient client = HttpClient.create().compress(true).followRedirect(true);

  @Override
  public String title() {
    return "Spring WebClient on Reactor Netty";
  }

  @Override
  ClientHttpConnector connector(int readTimeoutMillis) {
    return new ReactorClientHttpConnector(
        readTimeoutMillis == 0
            ? client
            : client.responseTimeout(Duration.ofMillis(readTimeoutMillis)));
  }

  @Override
  public String switchName() {
    return "webclient";
  }

  @Override
  public String answeredOn() {
    return operatorsRanOn();
  }
}
