package customerio.tests.egress;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.differential.client.Apache4Caller;
import customerio.tests.differential.client.AsyncHttpClientCaller;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.Hc5AsyncCaller;
import customerio.tests.differential.client.Hc5Caller;
import customerio.tests.differential.client.JdkAsyncCaller;
import customerio.tests.differential.client.JdkCaller;
import customerio.tests.differential.client.JettyCaller;
import customerio.tests.differential.client.KtorApache5Caller;
import customerio.tests.differential.client.OkHttpCaller;
import customerio.tests.differential.client.ReactorNettyCaller;
import customerio.tests.differential.client.RestClientReactorCaller;
import customerio.tests.differential.client.UrlConnectionCaller;
import customerio.tests.differential.client.VertxCaller;
import customerio.tests.differential.client.WebClientReactorCaller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Encrypted, as Customer.io is called in earnest: each client in its latest version, with a
 * certificate that the JVM trusts.
 */
class HttpsIT {
  private static final String WRONG = "wrong.test";
  private static final List<Class<? extends Caller>> CLIENTS =
      List.of(
          JdkCaller.class,
          JdkAsyncCaller.class,
          UrlConnectionCaller.class,
          OkHttpCaller.class,
          Apache4Caller.class,
          Hc5Caller.class,
          Hc5AsyncCaller.class,
          KtorApache5Caller.class,
          ReactorNettyCaller.class,
          AsyncHttpClientCaller.class,
          VertxCaller.class,
          NamedVertxCaller.class,
          JettyCaller.class,
          WebClientReactorCaller.class,
          RestClientReactorCaller.class);

  private static final List<Class<? extends Caller>> OWN_TRUST =
      List.of(
          OwnTrustReactorNettyCaller.class,
          OwnTrustAsyncHttpClientCaller.class,
          OwnTrustVertxCaller.class,
          OwnTrustJettyCaller.class);

  /** The first has the newest Netty, and is good for all others. */
  private static final List<String> LIBRARIES =
      List.of(
          "webclient", "okhttp", "apache4", "async-http-client", "vertx", "jetty", "ktor-apache5");

  @TempDir Path directory;

  private final Simulator customerio = Simulator.start();
  private TestKeys keys;
  private Gateway foreign;
  private TlsFront track;

  @BeforeEach
  void start() throws Exception {
    keys = TestKeys.generate(directory);
    foreign = Gateway.start(keys.ofGateway());
    track = TlsFront.of(customerio.uri(Family.TRACK, Region.US).getPort(), keys.ofGateway());
  }

  @AfterEach
  void stop() throws Exception {
    track.close();
    foreign.close();
    customerio.close();
  }

  @Test
  void callsOfEveryClient_areTakenAndArriveOnce() throws Exception {
    AgentJvm.Finished finished =
        run(TestKeys.GATEWAY, "https://" + WRONG + ':' + track.port(), keys.options(), CLIENTS);

    List<String> expected = new ArrayList<>();
    for (String client : names(CLIENTS)) {
      // the very first proves the credential
      expected.add(client + " identify = 200" + (client.equals("Jdk") ? "" : " queued"));
      expected.add(client + " event = 200 queued");
      expected.addAll(answeredByTheServer(client));
      if (!client.startsWith("WebClient")) {
        expected.add(client + " large = 400");
        expected.add(client + " wrong = ! not sent");
      }
    }
    int taken = 2 * CLIENTS.size() - 1;
    expected.addAll(
        List.of(
            "Accepted = " + taken,
            "Delivered = " + taken,
            "PassedThrough = 33",
            // two are too large, each way to call; AsyncHttpClient tries to connect six times
            "Clients = {apache4=2, apache5=2, apache5-async=4, async-http-client=7, jdk=4, jetty=2, okhttp=2,"
                + " reactor-netty=4, urlconnection=2, vertx=4}"));
    assertThat(finished.out().lines()).as(finished.err()).containsExactlyElementsOf(expected);
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(once(CLIENTS));
    assertThat(customerio.requests().all())
        .allMatch(entry -> entry.request().header("host").startsWith(TestKeys.GATEWAY));
    // those that verify the name after the handshake got as far as that
    assertThat(track.names()).contains(TestKeys.GATEWAY).isSubsetOf(TestKeys.GATEWAY, WRONG);
  }

  @Test
  void clientThatIsSwitchedOff_callsByItself() throws Exception {
    AgentJvm.Finished finished =
        run(
            "localhost",
            "",
            keys.options(),
            CLIENTS,
            Stream.of(
                    "jdk",
                    "urlconnection",
                    "okhttp",
                    "apache4",
                    "apache5",
                    "apache5-async",
                    "reactor-netty",
                    "async-http-client",
                    "vertx",
                    "jetty",
                    "webclient")
                .map(client -> "client." + client + ".enabled=false")
                .toArray(String[]::new));

    assertThat(finished.out().lines())
        .as(finished.err())
        .containsExactlyElementsOf(
            names(CLIENTS).stream().flatMap(client -> byItself(client).stream()).toList());
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(once(CLIENTS));
  }

  /** The JVM trusts nobody here: over the bridge, or by the agent's transport, nothing arrives. */
  @Test
  void bridgedClientWithTrustOfItsOwn_callsByItself() throws Exception {
    AgentJvm.Finished finished =
        run("localhost", "", new String[] {"-Dkeys=" + directory}, OWN_TRUST);

    List<String> expected = new ArrayList<>();
    names(OWN_TRUST).forEach(client -> expected.addAll(byItself(client)));
    // shown, although nothing was taken
    expected.addAll(
        List.of(
            "Accepted = 0",
            "Delivered = 0",
            "PassedThrough = 12",
            "Clients = {async-http-client=3, jetty=3, reactor-netty=3, vertx=3}"));
    assertThat(finished.out().lines()).as(finished.err()).containsExactlyElementsOf(expected);
    assertThat(finished.err().lines().filter(line -> line.contains("are left to it because")))
        .hasSize(4)
        .allMatch(line -> line.contains("it trusts other certificates than the JVM"));
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(once(OWN_TRUST));
  }

  @Test
  void userWhoKnowsBetter_hasThemTakenOver() throws Exception {
    List<String> options = new ArrayList<>(List.of(keys.options()));
    options.add("-Dkeys=" + directory);

    AgentJvm.Finished finished =
        run(
            TestKeys.GATEWAY,
            "",
            options.toArray(String[]::new),
            OWN_TRUST,
            "transport.own-way=take-over");

    List<String> expected = new ArrayList<>();
    for (String client : names(OWN_TRUST)) {
      boolean first = client.equals("OwnTrustReactorNetty");
      expected.add(client + " identify = 200" + (first ? "" : " queued"));
      expected.add(client + " event = 200 queued");
      expected.addAll(answeredByTheServer(client));
    }
    expected.addAll(List.of("Accepted = 7", "Delivered = 7", "PassedThrough = 0", "Clients = {}"));
    assertThat(finished.out().lines()).as(finished.err()).containsExactlyElementsOf(expected);
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(once(OWN_TRUST));
  }

  private static List<String> byItself(String client) {
    List<String> lines = new ArrayList<>();
    lines.add(client + " identify = 200");
    lines.add(client + " event = 200");
    lines.addAll(answeredByTheServer(client));
    return lines;
  }

  /** What is the same with and without the agent. */
  private static List<String> answeredByTheServer(String client) {
    return List.of(
        client
            + " read = 200"
            + " {\"url\":\"https://track.customer.io\",\"region\":\"us\",\"environment_id\":1}",
        client + " foreign = 200 {}");
  }

  private static List<String> names(List<Class<? extends Caller>> clients) {
    return clients.stream().map(c -> c.getSimpleName().replaceFirst("Caller$", "")).toList();
  }

  private List<String> arrived() {
    return customerio.arrivals().all().stream()
        .filter(arrival -> !"large".equals(arrival.name())) // refused
        .map(arrival -> arrival.kind() + ' ' + arrival.person())
        .toList();
  }

  private static List<String> once(List<Class<? extends Caller>> clients) {
    return names(clients).stream()
        .flatMap(client -> Stream.of("identify id:" + client, "event id:" + client))
        .toList();
  }

  private AgentJvm.Finished run(
      String host,
      String wrong,
      String[] options,
      List<Class<? extends Caller>> clients,
      String... more)
      throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 localhost " + TestKeys.GATEWAY + ' ' + WRONG + '\n');
    String us = "https://" + host + ':' + track.port();
    List<String> settings = new ArrayList<>();
    settings.add("hosts.extra=track-us=" + us + (wrong.isEmpty() ? "" : ";track-eu=" + wrong));
    settings.add("endpoint.track-us=" + us);
    settings.add("region.check=false");
    // a first call and its handshake have the time that a busy machine needs
    settings.add("transport.connect-timeout=60s");
    settings.add("transport.request-timeout=100s");
    settings.add("queue.dir=" + directory.resolve("queue"));
    settings.addAll(List.of(more));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(us, wrong, "https://localhost:" + foreign.port()));
    arguments.addAll(clients.stream().map(Class::getName).toList());
    return AgentJvm.of(HttpsCaller.class)
        .options("-Djdk.net.hosts.file=" + hosts, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .options(options)
        .classPath(latest())
        .agent(AgentJar.built(), settings.toArray(String[]::new))
        .arguments(arguments.toArray(String[]::new))
        .start()
        .await();
  }

  private static Path[] latest() throws Exception {
    Path clients = Path.of("../clients/target/jars");
    List<String[]> index =
        Files.readAllLines(clients.resolve("index")).stream()
            .map(line -> line.trim().split("\\s+"))
            .filter(words -> words.length > 3 && words[1].equals("latest"))
            .toList();
    return LIBRARIES.stream()
        .flatMap(library -> index.stream().filter(words -> words[0].equals(library)))
        .map(words -> clients.resolve(words[0] + '-' + words[2]).resolve("*"))
        .toArray(Path[]::new);
  }
}
