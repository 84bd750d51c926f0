package customerio.tests.differential.client;

import okhttp3.OkHttpClient;

/** OkHttp, following no redirect. */
public final class OkHttpStayingCaller extends OkHttpCaller {

  @Override
  void configure(OkHttpClient.Builder builder) {
    super.configure(builder);
    builder.followRedirects(false);
  }
}
