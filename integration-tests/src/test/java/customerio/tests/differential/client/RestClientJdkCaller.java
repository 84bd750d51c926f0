package customerio.tests.differential.client;

import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.SpringVersion;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;

/** RestClient on {@code java.net.http.HttpClient}, its default. */
public final class RestClientJdkCaller extends RestClientCaller {
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @Override
  public String title() {
    return "Spring RestClient on JDK HttpClient";
  }

  @Override
  public boolean hearsInterrupts() {
    return true;
  }

  @Override
  public String switchName() {
    return "jdk";
  }

  @Override
  public Seen send(Ask ask) {
    try {
      return super.send(ask);
    } catch (ResourceAccessException e) {
      throw isOneOfTwoTimers(e.getCause())
          ? new ResourceAccessException("timeout", new HttpTimeoutException("timeout"))
          : e;
    }
  }

  /** Spring 6.1 has a timer beside that of the client, with the same time: they race. */
  private static boolean isOneOfTwoTimers(Throwable failure) {
    return SpringVersion.getVersion().startsWith("6.1.")
        && (failure instanceof HttpTimeoutException
            || failure.getCause() instanceof TimeoutException);
  }

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) {
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
    if (readTimeoutMillis > 0) {
      factory.setReadTimeout(Duration.ofMillis(readTimeoutMillis));
    }
    return factory;
  }
}
