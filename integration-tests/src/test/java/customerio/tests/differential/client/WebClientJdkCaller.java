package customerio.tests.differential.client;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;

/** WebClient on {@code java.net.http.HttpClient}. */
public final class WebClientJdkCaller extends WebClientCaller {
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @Override
  public String title() {
    return "Spring WebClient on JDK HttpClient";
  }

  @Override
  ClientHttpConnector connector(int readTimeoutMillis) {
    JdkClientHttpConnector connector = new JdkClientHttpConnector(client);
    if (readTimeoutMillis > 0) {
      connector.setReadTimeout(Duration.ofMillis(readTimeoutMillis));
    }
    return connector;
  }

  @Override
  public String switchName() {
    return "jdk";
  }
}
