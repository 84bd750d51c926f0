package customerio.tests.sdk.client;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Prints what an SDK's callback hears, and how its uploads were answered. */
final class Uploads {
  static final String AUTHORIZATION = Credentials.basic(SdkProgram.WRITE_KEY, "");

  private final Semaphore settled = new Semaphore(0);

  /**
   * @param authorization added to each request; null for none
   */
  OkHttpClient client(String authorization) {
    return new OkHttpClient.Builder()
        // by itself it gives up after 10 s, which the first call of all may take
        .readTimeout(0, TimeUnit.SECONDS)
        .addInterceptor(
            chain -> {
              Request request = chain.request();
              Response response =
                  chain.proceed(
                      authorization == null
                          ? request
                          : request.newBuilder().header("Authorization", authorization).build());
              System.out.println("uploaded " + response.code());
              System.out.println("answered by " + by(response));
              return response;
            })
        .build();
  }

  private static String by(Response response) {
    return response.header("X-Customerio-Agent") == null ? "Customer.io" : "the agent";
  }

  void settled(String line) {
    System.out.println(line);
    settled.release();
  }

  void await(int messages) throws InterruptedException {
    settled.acquire(messages);
  }
}
