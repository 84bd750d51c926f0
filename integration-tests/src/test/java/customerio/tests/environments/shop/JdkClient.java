package customerio.tests.environments.shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

final class JdkClient implements CustomerioClient {
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public String track(URI base, int number) throws Exception {
    return words(client.send(request(base, number), BodyHandlers.ofString()));
  }

  static HttpRequest request(URI base, int number) {
    return HttpRequest.newBuilder(CustomerioClient.events(base, number))
        .header("Authorization", AUTHORIZATION)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(CustomerioClient.event(number)))
        .build();
  }

  static String words(HttpResponse<String> response) {
    return response.statusCode() + " " + response.body();
  }
}
