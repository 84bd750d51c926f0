package customerio.tests.environments;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** An application of one call, on a client of its own. */
public final class OneOkHttpCall implements Callable<String> {
  private final String url;

  public OneOkHttpCall(String url) {
    this.url = url;
  }

  /** Status, and whether it was the agent that answered. */
  @Override
  public String call() throws Exception {
    String credential =
        Base64.getEncoder().encodeToString("site-shop:key-shop".getBytes(StandardCharsets.UTF_8));
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Basic " + credential)
            .put(RequestBody.create(null, "{\"plan\":\"a\"}".getBytes(StandardCharsets.UTF_8)))
            .build();
    // by itself it gives up after 10 s, which the first call of all may take on a busy machine
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(0, TimeUnit.SECONDS).build();
    try (Response answer = client.newCall(request).execute()) {
      boolean queued = answer.header("X-Customerio-Agent") != null;
      return answer.code() + (queued ? " queued" : " from Customer.io");
    }
  }
}
