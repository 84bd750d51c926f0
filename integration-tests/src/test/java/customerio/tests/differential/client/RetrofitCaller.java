package customerio.tests.differential.client;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HEAD;
import retrofit2.http.HeaderMap;
import retrofit2.http.OPTIONS;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Url;

/** Retrofit's {@code execute}, on OkHttp. */
public class RetrofitCaller implements Caller {

  /** An application's interface. */
  interface Api {
    @GET
    Call<ResponseBody> get(@Url String url, @HeaderMap Map<String, String> headers);

    @HEAD
    Call<Void> head(@Url String url, @HeaderMap Map<String, String> headers);

    @OPTIONS
    Call<ResponseBody> options(@Url String url, @HeaderMap Map<String, String> headers);

    @DELETE
    Call<ResponseBody> delete(@Url String url, @HeaderMap Map<String, String> headers);

    @PUT
    Call<ResponseBody> put(
        @Url String url, @HeaderMap Map<String, String> headers, @Body RequestBody body);

    @POST
    Call<ResponseBody> post(
        @Url String url, @HeaderMap Map<String, String> headers, @Body RequestBody body);
  }

  private OkHttpClient client;

  @Override
  public String title() {
    return "Retrofit";
  }

  @Override
  public String switchName() {
    return "okhttp";
  }

  @Override
  public final Seen send(Ask ask) throws Exception {
    if (client == null) {
      // OkHttp gives up after ten seconds, of which a busy machine may use more
      client = new OkHttpClient.Builder().readTimeout(1, TimeUnit.MINUTES).build();
    }
    OkHttpClient chosen =
        ask.readTimeoutMillis() == 0
            ? client
            : client
                .newBuilder()
                .readTimeout(ask.readTimeoutMillis(), TimeUnit.MILLISECONDS)
                .build();
    Api api =
        new Retrofit.Builder()
            .baseUrl("http://localhost/")
            .client(chosen)
            .build()
            .create(Api.class);
    try {
      return seen(run(call(api, ask)));
    } catch (java.io.InterruptedIOException e) {
      // as with OkHttp itself: its watchdog, the socket's timer and an interrupt race
      throw new java.io.InterruptedIOException("timeout");
    }
  }

  <T> Response<T> run(Call<T> call) throws Exception {
    return call.execute();
  }

  private static Call<?> call(Api api, Ask ask) {
    return switch (ask.method()) {
      case "GET" -> api.get(ask.url(), ask.headers());
      case "HEAD" -> api.head(ask.url(), ask.headers());
      case "OPTIONS" -> api.options(ask.url(), ask.headers());
      case "DELETE" -> api.delete(ask.url(), ask.headers());
      case "PUT" -> api.put(ask.url(), ask.headers(), body(ask));
      case "POST" -> api.post(ask.url(), ask.headers(), body(ask));
      default -> throw new IllegalArgumentException(ask.method());
    };
  }

  private static RequestBody body(Ask ask) {
    return RequestBody.create(MediaType.parse("application/json"), ask.body());
  }

  private static Seen seen(Response<?> response) throws IOException {
    ResponseBody body =
        response.body() instanceof ResponseBody success ? success : response.errorBody();
    return new Seen(
        response.code(), OkHttpHeaders.of(response.headers()), body == null ? null : body.string());
  }
}
