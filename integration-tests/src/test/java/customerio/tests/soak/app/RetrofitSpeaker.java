package customerio.tests.soak.app;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Url;

public final class RetrofitSpeaker extends HttpSpeaker {
  private final OkHttpClient client = new OkHttpClient();
  private final Api api;

  interface Api {
    @PUT
    Call<ResponseBody> put(
        @Url String url, @Header("Authorization") String credential, @Body RequestBody body);

    @POST
    Call<ResponseBody> post(
        @Url String url, @Header("Authorization") String credential, @Body RequestBody body);
  }

  public RetrofitSpeaker(String base) {
    super(base);
    api = new Retrofit.Builder().baseUrl(base + "/").client(client).build().create(Api.class);
  }

  @Override
  String send(String method, String url, String json) throws IOException {
    RequestBody body = RequestBody.create(MediaType.parse(JSON), json);
    Response<ResponseBody> response =
        (method.equals("PUT")
                ? api.put(url, AUTHORIZATION, body)
                : api.post(url, AUTHORIZATION, body))
            .execute();
    return response.headers().get(SIGN);
  }

  @Override
  public void close() {
    OkHttpSpeaker.close(client);
  }
}
