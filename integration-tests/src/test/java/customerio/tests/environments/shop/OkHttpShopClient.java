package customerio.tests.environments.shop;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

final class OkHttpShopClient implements CustomerioClient {
  /** As patient as the others: by itself it gives up after 10 s, which a busy machine may take. */
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(0, TimeUnit.SECONDS)
          .readTimeout(0, TimeUnit.SECONDS)
          .writeTimeout(0, TimeUnit.SECONDS)
          .build();

  @Override
  public String track(URI base, int number) throws IOException {
    Request request =
        new Request.Builder()
            .url(CustomerioClient.events(base, number).toString())
            .header("Authorization", AUTHORIZATION)
            .post(
                RequestBody.create(
                    MediaType.get("application/json"), CustomerioClient.event(number)))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.code() + " " + response.body().string();
    }
  }
}
