package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.sendAsync;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * {@code HttpClient.newHttpClient().sendAsync(…)}: nobody keeps the client. The JDK stops it when
 * the object that the application had is gone and no call is under way; of one of ours it does not
 * know.
 */
class DroppedClientTest {
  private final HeldExecutor executor = new HeldExecutor();

  private record Begun(
      WeakReference<HttpClient> client, CompletableFuture<HttpResponse<String>> response) {}

  @Test
  void callUnderWay_keepsTheClientForItsOriginal_andNoLonger() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      Begun begun = begin(server);

      System.gc();
      assertThat(begun.client().refersTo(null)).as("dropped").isFalse();

      executor.runAll();
      assertThat(begun.response().get().statusCode()).isEqualTo(201);
      assertThat(isDropped(begun.client())).as("dropped when it is over").isTrue();
    }
  }

  private Begun begin(LoopbackServer server) throws ReflectiveOperationException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(server.uri()).PUT(Bodies.once("{}")).build();
    return new Begun(
        new WeakReference<>(client),
        sendAsync(
            ScriptedTaker.passing(), woven(client), request, BodyHandlers.ofString(), executor));
  }

  private static boolean isDropped(WeakReference<HttpClient> client) {
    for (int i = 0; i < 100 && !client.refersTo(null); i++) {
      System.gc();
    }
    return client.refersTo(null);
  }

  /** The object with the method that is woven, behind the one that applications have. */
  private static HttpClient woven(HttpClient client) throws ReflectiveOperationException {
    Field behind = client.getClass().getDeclaredField("impl");
    behind.setAccessible(true);
    return (HttpClient) behind.get(client);
  }
}
