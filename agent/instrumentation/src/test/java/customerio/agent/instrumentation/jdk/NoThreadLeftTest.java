package customerio.agent.instrumentation.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Origin;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** A process at its limit of threads: where callbacks run, none can be started. */
class NoThreadLeftTest {

  private static final class Callbacks extends TakenFuture<String> {
    @Override
    public Executor defaultExecutor() {
      return task -> {
        throw new OutOfMemoryError("unable to create native thread");
      };
    }
  }

  @Test
  void acceptedCall_isAnsweredAllTheSame_andNotSentAsWell() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    HttpClient client = HttpClient.newHttpClient();
    TakenFuture<String> result = new Callbacks();
    TakenCall<String> call =
        new TakenCall<>(
            taker,
            Origin.UNKNOWN,
            client,
            Interceptions.request(),
            BodyHandlers.ofString(),
            Runnable::run,
            NativeSend.of(client, null),
            result);

    assertThat(call.begin()).as("what goes out natively").isNull();

    assertThat(taker.events).containsExactly("take", "commit");
    assertThat(result.getNow(null)).extracting(HttpResponse::statusCode).isEqualTo(200);
  }
}
