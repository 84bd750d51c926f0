package customerio.tests.soak.app;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

public final class JdkAsyncSpeaker extends JdkSpeaker {

  public JdkAsyncSpeaker(String base) {
    super(base);
  }

  @Override
  HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> answer).get();
  }
}
