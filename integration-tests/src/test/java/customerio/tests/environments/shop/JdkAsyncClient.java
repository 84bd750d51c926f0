package customerio.tests.environments.shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;

final class JdkAsyncClient implements CustomerioClient {
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public String track(URI base, int number) throws Exception {
    return client
        .sendAsync(JdkClient.request(base, number), BodyHandlers.ofString())
        .thenApply(JdkClient::words)
        .get();
  }
}
