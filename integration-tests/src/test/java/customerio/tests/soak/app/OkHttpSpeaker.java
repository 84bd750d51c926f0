package customerio.tests.soak.app;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** By {@code execute} and {@code enqueue} in turn. */
public final class OkHttpSpeaker extends HttpSpeaker {
  private final OkHttpClient client = new OkHttpClient();
  private boolean enqueues;

  public OkHttpSpeaker(String base) {
    super(base);
  }

  @Override
  String send(String method, String url, String json) throws Exception {
    Call call =
        client.newCall(
            new Request.Builder()
                .url(url)
                .header("Authorization", AUTHORIZATION)
                .method(method, RequestBody.create(MediaType.get(JSON), json))
                .build());
    enqueues = !enqueues;
    return enqueues ? enqueued(call) : sign(call.execute());
  }

  private static String enqueued(Call call) throws Exception {
    CompletableFuture<String> sign = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException failure) {
            sign.completeExceptionally(failure);
          }

          @Override
          public void onResponse(Call done, Response response) throws IOException {
            sign.complete(sign(response));
          }
        });
    return sign.get(TIMEOUT, TimeUnit.SECONDS);
  }

  private static String sign(Response response) throws IOException {
    try (response) {
      response.body().string();
      return response.header(SIGN);
    }
  }

  @Override
  public void close() {
    close(client);
  }

  static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
