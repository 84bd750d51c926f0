package customerio.tests.resubmit;

import feign.DefaultRetryer;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import feign.Response;
import feign.RetryableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;

/**
 * Says what its standard input asks for, through clients that say things again by themselves.
 *
 * <pre>
 *   feign shop ada        an event about ada with the key of shop; prints the status, or "failed"
 *   bean Pending
 * </pre>
 */
public final class RetryingCaller {
  private static final String EVENT = "{\"name\":\"bought\",\"data\":{}}";

  private final String base;
  private final HttpClient jdk = HttpClient.newHttpClient();
  private final OkHttpClient okHttp = new OkHttpClient();
  private final OkHttpClient impatient =
      new OkHttpClient.Builder().callTimeout(800, TimeUnit.MILLISECONDS).build();
  private final Track feign;

  /** As applications declare it. */
  public interface Track {
    @RequestLine("POST /api/v1/customers/{person}/events")
    @Headers({"Authorization: {key}", "Content-Type: application/json"})
    Response say(@Param("person") String person, @Param("key") String key, String event);
  }

  private RetryingCaller(String base) {
    this.base = base;
    feign =
        Feign.builder()
            .retryer(new DefaultRetryer(50, 200, 5))
            .options(new Request.Options(10, TimeUnit.SECONDS, 10, TimeUnit.SECONDS, true))
            .target(Track.class, base);
  }

  public static void main(String[] arguments) throws Exception {
    RetryingCaller caller = new RetryingCaller(arguments[0]);
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + caller.does(line.split(" ")));
    }
  }

  private String does(String[] words) throws Exception {
    if (words[0].equals("bean")) {
      return String.valueOf(
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName("customerio.agent:type=Agent"), words[1]));
    }
    String url = base + "/api/v1/customers/" + words[2] + "/events";
    String key =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    ("site-" + words[1] + ":key-" + words[1]).getBytes(StandardCharsets.UTF_8));
    try {
      return String.valueOf(
          switch (words[0]) {
            case "jdk" -> jdk(url, key);
            case "urlconnection" -> urlConnection(url, key);
            case "okhttp" -> okHttp(okHttp, url, key);
            case "impatient" -> twice(() -> okHttp(impatient, url, key));
            case "feign" -> feign(words[2], key);
            default -> throw new IllegalArgumentException(words[0]);
          });
    } catch (IOException | RetryableException e) {
      return "failed";
    }
  }

  private interface Call {
    int status() throws IOException;
  }

  /** As an application with a loop around its call. */
  private static int twice(Call call) throws IOException {
    try {
      return call.status();
    } catch (IOException once) {
      return call.status();
    }
  }

  private int jdk(String url, String key) throws IOException, InterruptedException {
    return jdk.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(EVENT))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static int urlConnection(String url, String key) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", key);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(EVENT.getBytes(StandardCharsets.UTF_8));
    }
    return connection.getResponseCode();
  }

  private static int okHttp(OkHttpClient client, String url, String key) throws IOException {
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url(url)
            .header("Authorization", key)
            .post(RequestBody.create(MediaType.parse("application/json"), EVENT))
            .build();
    try (okhttp3.Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  private int feign(String person, String key) {
    try (Response response = feign.say(person, key, EVENT)) {
      return response.status();
    }
  }
}
