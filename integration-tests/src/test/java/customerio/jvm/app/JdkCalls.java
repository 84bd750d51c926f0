package customerio.jvm.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls one URL with {@code send} and with {@code sendAsync}, and prints the replies. */
public final class JdkCalls {

  private JdkCalls() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(arguments[0]))
            .PUT(BodyPublishers.ofString("{\"plan\":\"pro\"}"))
            .build();
    print(client.send(request, BodyHandlers.ofString()));
    print(client.sendAsync(request, BodyHandlers.ofString()).get());
  }

  private static void print(HttpResponse<String> response) {
    System.out.println(
        response.statusCode()
            + " "
            + response.headers().firstValue("X-Customerio-Agent").orElse("-")
            + " "
            + response.body());
  }
}
