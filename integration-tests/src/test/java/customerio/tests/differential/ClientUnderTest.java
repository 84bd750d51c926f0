package customerio.tests.differential;

import customerio.tests.differential.Ran.Role;
import customerio.tests.differential.client.Apache4Caller;
import customerio.tests.differential.client.AsyncHttpClientCaller;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.FeignApache4Caller;
import customerio.tests.differential.client.FeignCaller;
import customerio.tests.differential.client.FeignOkHttpCaller;
import customerio.tests.differential.client.GoogleApache4Caller;
import customerio.tests.differential.client.GoogleCaller;
import customerio.tests.differential.client.Hc5AsyncCaller;
import customerio.tests.differential.client.Hc5Caller;
import customerio.tests.differential.client.JdkAsyncCaller;
import customerio.tests.differential.client.JdkCaller;
import customerio.tests.differential.client.JerseyApache4Caller;
import customerio.tests.differential.client.JerseyAsyncCaller;
import customerio.tests.differential.client.JerseyCaller;
import customerio.tests.differential.client.JettyAsyncCaller;
import customerio.tests.differential.client.JettyCaller;
import customerio.tests.differential.client.KtorApache5Caller;
import customerio.tests.differential.client.KtorCioCaller;
import customerio.tests.differential.client.KtorJavaCaller;
import customerio.tests.differential.client.KtorOkHttpCaller;
import customerio.tests.differential.client.OkHttpCaller;
import customerio.tests.differential.client.OkHttpEnqueueCaller;
import customerio.tests.differential.client.OkHttpNetworkInterceptorCaller;
import customerio.tests.differential.client.ReactorNettyCaller;
import customerio.tests.differential.client.RestClientHc5Caller;
import customerio.tests.differential.client.RestClientJdkCaller;
import customerio.tests.differential.client.RestClientReactorCaller;
import customerio.tests.differential.client.RestClientSimpleCaller;
import customerio.tests.differential.client.RestTemplateApache4Caller;
import customerio.tests.differential.client.RestTemplateHc5Caller;
import customerio.tests.differential.client.RestTemplateOkHttpCaller;
import customerio.tests.differential.client.RestTemplateSimpleCaller;
import customerio.tests.differential.client.RetrofitCaller;
import customerio.tests.differential.client.RetrofitEnqueueCaller;
import customerio.tests.differential.client.UrlConnectionCaller;
import customerio.tests.differential.client.VertxCaller;
import customerio.tests.differential.client.VertxHttpClientCaller;
import customerio.tests.differential.client.WebClientHc5Caller;
import customerio.tests.differential.client.WebClientJdkCaller;
import customerio.tests.differential.client.WebClientReactorCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A way to call, and the library it is called with.
 *
 * @param jars directory below {@code clients/target/jars}; null for the JDK's own clients
 */
record ClientUnderTest(Class<? extends Caller> caller, Path jars) {
  private static final String WANTED = "contract.client";
  private static final Path CLIENTS = Path.of("../clients/target/jars");

  static List<ClientUnderTest> all() {
    List<ClientUnderTest> all = new ArrayList<>();
    all.add(new ClientUnderTest(JdkCaller.class, null));
    all.add(new ClientUnderTest(JdkAsyncCaller.class, null));
    all.add(new ClientUnderTest(UrlConnectionCaller.class, null));
    for (Path version : versions("hc5-")) {
      all.add(new ClientUnderTest(Hc5Caller.class, version));
      all.add(new ClientUnderTest(Hc5AsyncCaller.class, version));
    }
    for (Path version : versions("okhttp-")) {
      all.add(new ClientUnderTest(OkHttpCaller.class, version));
      all.add(new ClientUnderTest(OkHttpEnqueueCaller.class, version));
      all.add(new ClientUnderTest(OkHttpNetworkInterceptorCaller.class, version));
    }
    for (Path version : versions("spring-")) {
      all.add(new ClientUnderTest(RestClientJdkCaller.class, version));
      all.add(new ClientUnderTest(RestClientSimpleCaller.class, version));
    }
    for (Path version : versions("webclient-")) {
      all.add(new ClientUnderTest(WebClientReactorCaller.class, version));
    }
    for (Path version : latest("webclient-")) {
      all.add(new ClientUnderTest(WebClientJdkCaller.class, version));
      all.add(new ClientUnderTest(WebClientHc5Caller.class, version));
      all.add(new ClientUnderTest(RestClientHc5Caller.class, version));
      all.add(new ClientUnderTest(RestClientReactorCaller.class, version));
    }
    versions("feign-").forEach(jars -> all.add(new ClientUnderTest(FeignCaller.class, jars)));
    versions("reactor-netty-")
        .forEach(jars -> all.add(new ClientUnderTest(ReactorNettyCaller.class, jars)));
    versions("async-http-client-")
        .forEach(jars -> all.add(new ClientUnderTest(AsyncHttpClientCaller.class, jars)));
    for (Path version : versions("vertx-")) {
      all.add(new ClientUnderTest(VertxCaller.class, version));
      all.add(new ClientUnderTest(VertxHttpClientCaller.class, version));
    }
    for (Path version : versions("jetty-")) {
      all.add(new ClientUnderTest(JettyCaller.class, version));
      all.add(new ClientUnderTest(JettyAsyncCaller.class, version));
    }
    versions("apache4-").forEach(jars -> all.add(new ClientUnderTest(Apache4Caller.class, jars)));
    addRestTemplate(all);
    addRiders(all);
    return all;
  }

  /** On what Spring has offered for it: 6 came with HttpClient 5 for 4, and 7 without OkHttp. */
  private static void addRestTemplate(List<ClientUnderTest> all) {
    versions("resttemplate-")
        .forEach(jars -> all.add(new ClientUnderTest(RestTemplateSimpleCaller.class, jars)));
    versions("resttemplate-(?=[56])")
        .forEach(jars -> all.add(new ClientUnderTest(RestTemplateOkHttpCaller.class, jars)));
    versions("resttemplate-(?=5)")
        .forEach(jars -> all.add(new ClientUnderTest(RestTemplateApache4Caller.class, jars)));
    versions("resttemplate-(?=[67])")
        .forEach(jars -> all.add(new ClientUnderTest(RestTemplateHc5Caller.class, jars)));
  }

  /** Libraries that make their calls with one of the clients above. */
  private static void addRiders(List<ClientUnderTest> all) {
    for (Path version : versions("retrofit-")) {
      all.add(new ClientUnderTest(RetrofitCaller.class, version));
      all.add(new ClientUnderTest(RetrofitEnqueueCaller.class, version));
    }
    versions("feign-okhttp-")
        .forEach(jars -> all.add(new ClientUnderTest(FeignOkHttpCaller.class, jars)));
    versions("feign-httpclient-")
        .forEach(jars -> all.add(new ClientUnderTest(FeignApache4Caller.class, jars)));
    for (Path version : versions("google-")) {
      all.add(new ClientUnderTest(GoogleCaller.class, version));
      all.add(new ClientUnderTest(GoogleApache4Caller.class, version));
    }
    for (Path version : versions("jersey-")) {
      all.add(new ClientUnderTest(JerseyCaller.class, version));
      all.add(new ClientUnderTest(JerseyAsyncCaller.class, version));
    }
    versions("jersey-(?=3)")
        .forEach(jars -> all.add(new ClientUnderTest(JerseyApache4Caller.class, jars)));
    versions("ktor-okhttp-")
        .forEach(jars -> all.add(new ClientUnderTest(KtorOkHttpCaller.class, jars)));
    versions("ktor-java-")
        .forEach(jars -> all.add(new ClientUnderTest(KtorJavaCaller.class, jars)));
    versions("ktor-apache5-")
        .forEach(jars -> all.add(new ClientUnderTest(KtorApache5Caller.class, jars)));
  }

  /** A client that is not taken over. */
  static ClientUnderTest leftAlone() {
    return new ClientUnderTest(KtorCioCaller.class, latest("ktor-cio-").get(0));
  }

  static boolean allAreWanted() {
    return System.getProperty(WANTED, "").isEmpty();
  }

  /** Those whose name has {@code -Dcontract.client} in it; all of them without it. */
  static List<ClientUnderTest> wanted(Part part) {
    String named = System.getProperty(WANTED, "");
    return all().stream()
        .filter(client -> part.has(client.role(), client.version()))
        .filter(client -> client.toString().contains(named))
        .toList();
  }

  Role role() {
    if (jars == null) {
      return Runtime.version().feature() == 17 ? Role.FLOOR : Role.LATEST;
    }
    return Role.valueOf(line()[1].toUpperCase(Locale.ROOT));
  }

  String version() {
    return jars == null ? Part.JDK + Runtime.version().feature() : line()[2];
  }

  /** Client, role, version and artifacts, as the index has them. */
  private String[] line() {
    String directory = jars.getFileName().toString();
    return index()
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 3 && (words[0] + '-' + words[2]).equals(directory))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(directory + " is not in the index"));
  }

  private static String index() {
    try {
      return Files.readString(CLIENTS.resolve("index"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Over the loopback bridge; then there is nothing to observe that touches nothing. */
  boolean isBridged() {
    return caller == ReactorNettyCaller.class
        || caller == AsyncHttpClientCaller.class
        || caller == VertxCaller.class
        || caller == VertxHttpClientCaller.class
        || caller == JettyCaller.class
        || caller == JettyAsyncCaller.class;
  }

  Path[] classPath() {
    return jars == null ? new Path[0] : new Path[] {jars.resolve("*")};
  }

  private static List<Path> latest(String client) {
    return versions(client).stream()
        .filter(jars -> new ClientUnderTest(Caller.class, jars).role() == Role.LATEST)
        .toList();
  }

  private static List<Path> versions(String client) {
    try (Stream<Path> all = Files.list(CLIENTS)) {
      return all.filter(path -> path.getFileName().toString().matches(client + "[0-9].*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return caller.getSimpleName() + (jars == null ? "" : " on " + jars.getFileName());
  }
}
