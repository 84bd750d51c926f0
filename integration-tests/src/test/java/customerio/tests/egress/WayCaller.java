package customerio.tests.egress;

import customerio.tests.crash.TrackCalls;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import javax.management.ObjectName;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.CertificatePinner;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends one event through each client it is told to use, set up in the way it is told, and prints
 * what came of it.
 *
 * <pre>
 *   jdk own        200 queued       "queued" as the agent says it
 *   okhttp direct  ! UnknownHostException
 * </pre>
 */
public final class WayCaller {
  private final String base;
  private final Proxy proxy;
  private final TestKeys keys;

  private WayCaller(String base, int proxyPort, TestKeys keys) {
    this.base = base;
    this.proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", proxyPort));
    this.keys = keys;
  }

  /**
   * @param arguments base address, port of the proxy, directory of the keys, then the ways
   */
  public static void main(String[] arguments) throws Exception {
    WayCaller caller =
        new WayCaller(
            arguments[0], Integer.parseInt(arguments[1]), TestKeys.in(Path.of(arguments[2])));
    for (int i = 3; i < arguments.length; i++) {
      System.out.println(arguments[i] + " = " + caller.call(arguments[i]));
    }
    while (!bean("Pending").equals("0")) {
      LockSupport.parkNanos(1_000_000);
    }
    System.out.println("passed through = " + bean("PassedThrough"));
    System.out.println("accepted = " + bean("Accepted"));
    System.out.flush();
    System.exit(0);
  }

  private static String bean(String attribute) throws Exception {
    return String.valueOf(
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(new ObjectName("customerio.agent:type=Agent"), attribute));
  }

  private String call(String way) throws Exception {
    String[] words = way.split(" ");
    try {
      return switch (words[0]) {
        case "jdk" -> jdk(way, words[1]);
        case "urlconnection" -> urlConnection(way, words[1]);
        case "apache4" -> apache().four(words[1], body(way));
        case "apache5" -> apache().five(words[1], body(way));
        case "apache5-async" -> apache().fiveAsync(words[1], body(way));
        default -> okHttp(way, words[1]);
      };
    } catch (IOException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return "! " + root.getClass().getSimpleName();
    }
  }

  private ApacheWays apache() {
    return new ApacheWays(url(), (InetSocketAddress) proxy.address(), keys);
  }

  private String jdk(String event, String way) throws Exception {
    HttpClient.Builder client = HttpClient.newBuilder();
    switch (way) {
      case "own" ->
          client
              .proxy(ProxySelector.of((InetSocketAddress) proxy.address()))
              .sslContext(keys.ofApplication());
      case "direct" -> client.proxy(HttpClient.Builder.NO_PROXY);
      case "parameters" -> {
        SSLParameters newest = SSLContext.getDefault().getDefaultSSLParameters();
        newest.setProtocols(new String[] {"TLSv1.3"});
        client.sslParameters(newest);
      }
      default -> {}
    }
    HttpResponse<String> response =
        client
            .build()
            .send(
                HttpRequest.newBuilder(URI.create(url()))
                    .header("Authorization", TrackCalls.AUTHORIZATION)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body(event)))
                    .build(),
                BodyHandlers.ofString());
    return seen(
        response.statusCode(), response.headers().firstValue("X-Customerio-Agent").orElse(null));
  }

  private String urlConnection(String event, String way) throws Exception {
    Proxy chosen = way.equals("own") ? proxy : way.equals("direct") ? Proxy.NO_PROXY : null;
    HttpsURLConnection connection =
        (HttpsURLConnection)
            (chosen == null
                ? URI.create(url()).toURL().openConnection()
                : URI.create(url()).toURL().openConnection(chosen));
    if (way.equals("own")) {
      connection.setSSLSocketFactory(keys.ofApplication().getSocketFactory());
    }
    if (way.equals("verifier")) {
      connection.setHostnameVerifier((host, session) -> true);
    }
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", TrackCalls.AUTHORIZATION);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.getOutputStream().write(body(event).getBytes(StandardCharsets.UTF_8));
    return seen(
        ((HttpURLConnection) connection).getResponseCode(),
        connection.getHeaderField("X-Customerio-Agent"));
  }

  private String okHttp(String event, String way) throws Exception {
    OkHttpClient.Builder client = new OkHttpClient.Builder();
    switch (way) {
      case "own" ->
          client
              .proxy(proxy)
              .sslSocketFactory(keys.ofApplication().getSocketFactory(), keys.trustOfApplication());
      case "direct" -> client.proxy(Proxy.NO_PROXY);
      case "verifier" -> client.hostnameVerifier((host, session) -> true);
      case "pins", "otherpins" ->
          client.certificatePinner(
              new CertificatePinner.Builder()
                  .add(
                      way.equals("pins") ? TestKeys.GATEWAY : "other.test",
                      "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                  .build());
      case "dns" -> client.dns(host -> Dns.SYSTEM.lookup(host));
      case "specs" -> client.connectionSpecs(java.util.List.of(ConnectionSpec.RESTRICTED_TLS));
      default -> {}
    }
    Request request =
        new Request.Builder()
            .url(url())
            .header("Authorization", TrackCalls.AUTHORIZATION)
            .post(RequestBody.create(MediaType.parse("application/json"), body(event)))
            .build();
    try (Response response = client.build().newCall(request).execute()) {
      return seen(response.code(), response.header("X-Customerio-Agent"));
    }
  }

  private String url() {
    return base + "/api/v1/customers/p/events";
  }

  private static String body(String event) {
    return "{\"name\":\"" + event + "\",\"data\":{}}";
  }

  static String seen(int status, String mark) {
    return status + (mark == null ? "" : ' ' + mark.split(";")[0]);
  }
}
