package customerio.tests.differential.client;

import okhttp3.OkHttpClient;
import okhttp3.Response;

/** OkHttp with a network interceptor that changes request and answer. */
public final class OkHttpNetworkInterceptorCaller extends OkHttpCaller {

  @Override
  public String title() {
    return "OkHttp with a network interceptor";
  }

  @Override
  void configure(OkHttpClient.Builder builder) {
    super.configure(builder);
    builder.addNetworkInterceptor(
        chain -> {
          note("network interceptor before");
          Response response =
              chain.proceed(chain.request().newBuilder().header("X-Trace", "1").build());
          note("network interceptor after " + response.code());
          return response.newBuilder().header("X-Network", "seen").build();
        });
  }
}
