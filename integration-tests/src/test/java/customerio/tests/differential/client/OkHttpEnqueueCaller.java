package customerio.tests.differential.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** OkHttp's {@code enqueue}. */
public final class OkHttpEnqueueCaller extends OkHttpCaller {
  private volatile String answeredOn;

  @Override
  public Way way() {
    return Way.CALLBACK;
  }

  @Override
  public String answeredOn() {
    return answeredOn;
  }

  @Override
  Seen run(Call call, Reading reading) throws Exception {
    CompletableFuture<Seen> result = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            result.completeExceptionally(e);
          }

          @Override
          public void onResponse(Call answered, Response response) {
            answeredOn = Thread.currentThread().getName();
            try {
              result.complete(reading.of(response));
            } catch (IOException | RuntimeException e) {
              result.completeExceptionally(e);
            }
          }
        });
    return Waiting.on(result);
  }
}
