package customerio.jvm.app;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** One call, with whichever OkHttp its class loader has. */
public final class OkHttpCall {

  private OkHttpCall() {}

  public static void main(String[] arguments) throws Exception {
    Request request =
        new Request.Builder()
            .url(arguments[0])
            .header("Authorization", "Basic c2l0ZTprZXk=")
            .put(RequestBody.create((MediaType) null, "{\"plan\":\"pro\"}"))
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      System.out.println(response.code() + " " + response.body().string());
    }
  }
}
