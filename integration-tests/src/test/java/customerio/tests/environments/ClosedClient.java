package customerio.tests.environments;

import customerio.tests.crash.TrackCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends, closes its client and ends, as short programs do on JDK 21 and newer. */
public final class ClosedClient {

  private ClosedClient() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (int number = 0; number < 3; number++) {
      client.sendAsync(
          HttpRequest.newBuilder(
                  URI.create(arguments[0] + "/api/v1/customers/p" + number + "/events"))
              .header("Authorization", TrackCalls.AUTHORIZATION)
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString("{\"name\":\"said\",\"data\":{\"seq\":" + number + "}}"))
              .build(),
          BodyHandlers.discarding());
    }
    // by reflection, as this is compiled for 17
    HttpClient.class.getMethod("close").invoke(client);
    try {
      client.send(
          HttpRequest.newBuilder(URI.create(arguments[0] + "/api/v1/customers/late/events"))
              .header("Authorization", TrackCalls.AUTHORIZATION)
              .POST(BodyPublishers.ofString("{\"name\":\"said\"}"))
              .build(),
          BodyHandlers.discarding());
    } catch (IOException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
