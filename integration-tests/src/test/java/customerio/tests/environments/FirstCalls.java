package customerio.tests.environments;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Many threads whose first HTTP call is at the same moment, over three clients that no thread has
 * used before. Arguments: base URL, number of threads, {@code platform} or {@code virtual}. Prints
 * how often it got which answer.
 */
public final class FirstCalls {
  /** One person's event each, so that a lost and a doubled one would both show. */
  private interface Call {
    int send(URI base, int number) throws Exception;
  }

  private static final String AUTHORIZATION = customerio.tests.crash.TrackCalls.AUTHORIZATION;

  private FirstCalls() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    ThreadFactory factory = factory(arguments[2]);
    Map<String, Integer> answers = new TreeMap<>();
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int number = 0; number < threads; number++) {
      Call call = call(number);
      int own = number;
      factory
          .newThread(
              () -> {
                String answer;
                try {
                  ready.countDown();
                  ready.await();
                  answer = Integer.toString(call.send(base, own));
                } catch (Throwable e) {
                  answer = e.toString();
                }
                synchronized (answers) {
                  answers.merge(answer, 1, Integer::sum);
                }
                done.countDown();
              })
          .start();
    }
    done.await();
    System.out.println(answers);
    System.exit(0);
  }

  private static Call call(int number) {
    // each refers to its client by name only: the class is loaded by the first call
    return switch (number % 3) {
      case 0 -> FirstCalls::httpClient;
      case 1 -> FirstCalls::urlConnection;
      default -> FirstCalls::okHttp;
    };
  }

  /** By reflection, as the class is compiled for 17. */
  static ThreadFactory factory(String kind) throws ReflectiveOperationException {
    if (kind.equals("platform")) {
      return Thread::new;
    }
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (ThreadFactory)
        Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
  }

  private static int httpClient(URI base, int number) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(events(base, number))
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event(number)))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }

  private static int urlConnection(URI base, int number) throws IOException {
    return Integer.parseInt(EventCall.send(base, number).split(" ")[0]);
  }

  private static int okHttp(URI base, int number) throws IOException {
    Request request =
        new Request.Builder()
            .url(events(base, number).toString())
            .header("Authorization", AUTHORIZATION)
            .post(RequestBody.create(MediaType.get("application/json"), event(number)))
            .build();
    // by itself it gives up after 10 s, which the first call of all may take
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(0, TimeUnit.SECONDS).build();
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  private static URI events(URI base, int number) {
    return URI.create(base + "/api/v1/customers/p" + number + "/events");
  }

  private static String event(int number) {
    return "{\"name\":\"said\",\"data\":{\"seq\":" + number + "}}";
  }
}
