package customerio.tests.differential.client;

import java.util.concurrent.CompletableFuture;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Retrofit's {@code enqueue}. */
public final class RetrofitEnqueueCaller extends RetrofitCaller {

  @Override
  public Way way() {
    return Way.CALLBACK;
  }

  @Override
  <T> Response<T> run(Call<T> call) throws Exception {
    CompletableFuture<Response<T>> answer = new CompletableFuture<>();
    call.enqueue(
        new Callback<T>() {
          @Override
          public void onResponse(Call<T> made, Response<T> response) {
            answer.complete(response);
          }

          @Override
          public void onFailure(Call<T> made, Throwable failure) {
            answer.completeExceptionally(failure);
          }
        });
    return Waiting.on(answer);
  }
}
