package customerio.tests.differential.client;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;

/** Either client of Vert.x, 4 and 5. */
abstract class VertxClientCaller implements Caller {
  private volatile String answeredOn;

  @Override
  public final Way way() {
    return Way.ASYNC;
  }

  @Override
  public final String switchName() {
    return "vertx";
  }

  @Override
  public final String answeredOn() {
    return answeredOn;
  }

  final Seen awaited(Future<Seen> answer) throws Exception {
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    answer.onComplete(
        outcome -> {
          answeredOn = Thread.currentThread().getName();
          if (outcome.succeeded()) {
            seen.complete(outcome.result());
          } else {
            seen.completeExceptionally(outcome.cause());
          }
        });
    return Waiting.on(seen);
  }
}
