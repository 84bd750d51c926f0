package customerio.tests.differential.client;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;

/** RestTemplate on OkHttp, up to Spring 6. */
public final class RestTemplateOkHttpCaller extends RestTemplateCaller {
  /** OkHttp gives up after ten seconds, of which a busy machine may use more. */
  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(1, TimeUnit.MINUTES).build();

  @Override
  public Seen send(Ask ask) throws ReflectiveOperationException {
    try {
      return super.send(ask);
    } catch (ResourceAccessException e) {
      // as with OkHttp itself: its watchdog, the socket's timer and an interrupt race
      throw e.getCause() instanceof InterruptedIOException
          ? new ResourceAccessException("timeout", new InterruptedIOException("timeout"))
          : e;
    }
  }

  @Override
  ClientHttpRequestFactory factory(int readTimeoutMillis) throws ReflectiveOperationException {
    return FormerFactory.of(
        "OkHttp3ClientHttpRequestFactory", OkHttpClient.class, client, readTimeoutMillis);
  }

  @Override
  public String title() {
    return "Spring RestTemplate on OkHttp";
  }

  @Override
  public String switchName() {
    return "okhttp";
  }
}
