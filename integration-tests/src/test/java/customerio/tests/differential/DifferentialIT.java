package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.differential.client.Scenes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P1: the same program with and without the agent sees the same, but for {@link Differences}. */
class DifferentialIT {

  /** The agent answers these; that it does is what makes the comparison worth something. */
  private static final Set<String> QUEUED =
      Set.of(
          "identify",
          "identify with an escaped address",
          "event",
          "delete",
          "v2 entity",
          "one-shot body",
          "chunked body",
          "non-ASCII",
          "pipelines",
          "pipelines, gzip",
          "identify at the end");

  @TempDir Path directory;
  private Simulator simulator;
  private SilentServer silent;
  private HttpServer foreign;
  private HttpServer moving;
  private String lastWords;

  static List<ClientUnderTest> clients() {
    return ClientUnderTest.all();
  }

  @BeforeEach
  void start() throws IOException {
    simulator = Simulator.start();
    silent = new SilentServer();
    foreign = server(exchange -> echo(exchange, 201));
    moving =
        server(
            exchange -> {
              if (exchange.getRequestURI().getPath().equals("/v1/moved")) {
                exchange.getResponseHeaders().set("Location", "/v1/campaigns");
                echo(exchange, 302);
              } else {
                echo(exchange, 200);
              }
            });
  }

  private static HttpServer server(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static void echo(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange
          .getResponseHeaders()
          .set("X-Request", exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @AfterEach
  void stop() {
    foreign.stop(0);
    moving.stop(0);
    silent.close();
    simulator.close();
  }

  @Test
  void allVersions_areThere() {
    assertThat(clients())
        .extracting(ClientUnderTest::toString)
        .filteredOn(name -> name.startsWith("OkHttpCaller"))
        .containsExactly(
            "OkHttpCaller on okhttp-3.12.13",
            "OkHttpCaller on okhttp-3.14.9",
            "OkHttpCaller on okhttp-4.12.0",
            "OkHttpCaller on okhttp-5.5.1");
    assertThat(clients()).hasSize(3 + 4 * 3 + 2);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void withAndWithoutAgent_theSame(ClientUnderTest client) throws Exception {
    Map<String, List<String>> alone = play(client, program(client));
    Map<String, List<String>> withAgent =
        play(client, program(client).agent(AgentJar.built(), settings()));
    Map<String, List<String>> differing = Differences.between(alone, withAgent);
    if (!differing.isEmpty()) {
      assertThat(Differences.between(alone, play(client, program(client))))
          .as("the client differs from itself, so this test has to ask less of it")
          .isEmpty();
    }
    assertThat(differing).isEmpty();
    assertThat(answeredByTheAgent(alone)).isEmpty();
    assertThat(answeredByTheAgent(withAgent)).isEqualTo(union(QUEUED, Differences.REFUSED_LATER));
    for (String scene : Differences.REFUSED_LATER) {
      assertThat(alone.get(scene)).contains("status 400");
      assertThat(withAgent.get(scene)).contains("status 200");
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void observed_nothingAtAllChanges(ClientUnderTest client) throws Exception {
    Map<String, List<String>> alone = play(client, program(client));
    Map<String, List<String>> observed =
        play(client, program(client).agent(AgentJar.built(), observing()));

    assertThat(Differences.whenObserved(alone, observed)).isEmpty();
    assertThat(lastWords)
        .as("what was seen, and how much of it")
        .containsPattern(
            "observed [1-9][0-9]* calls and touched none: [1-9][0-9]* would have been answered at"
                + " once in place of [0-9]+ ms of waiting; ");
  }

  private JvmCommand program(ClientUnderTest client) {
    return AgentJvm.of(Scenes.class)
        .classPath(client.classPath())
        .arguments(
            client.caller().getName(),
            base(Family.TRACK),
            base(Family.PIPELINES),
            base(moving),
            silent.base(),
            base(foreign));
  }

  private String[] settings() {
    return new String[] {
      "hosts.extra=track-us="
          + authority(base(Family.TRACK))
          + ";track-eu="
          + authority(silent.base())
          + ";pipelines-us="
          + authority(base(Family.PIPELINES))
          + ";app-us="
          + authority(base(moving)),
      "endpoint.track-us=" + base(Family.TRACK),
      "endpoint.track-eu=" + silent.base(),
      "endpoint.pipelines-us=" + base(Family.PIPELINES),
      "endpoint.app-us=" + base(moving),
      "queue.dir=" + directory.resolve("queue")
    };
  }

  private String[] observing() {
    String[] settings = Arrays.copyOf(settings(), settings().length + 1);
    settings[settings.length - 1] = "mode=observe";
    return settings;
  }

  private Map<String, List<String>> play(ClientUnderTest client, JvmCommand program)
      throws Exception {
    try (AgentJvm jvm = program.start()) {
      jvm.awaitLine("== read timeout");
      silent.awaitRequest();
      jvm.awaitLine("== interrupt");
      silent.awaitRequest();
      jvm.tell("go");
      if (client.caller().getConstructor().newInstance().canCancel()) {
        jvm.awaitLine("== cancel");
        silent.awaitRequest();
        jvm.tell("go");
      }
      AgentJvm.Finished finished = jvm.await();
      assertThat(finished.exitCode()).as(finished.err()).isZero();
      assertThat(finished.err()).doesNotContain("suppressed", "Exception");
      lastWords = finished.err();
      return scenes(finished.out());
    }
  }

  private static Map<String, List<String>> scenes(String transcript) {
    Map<String, List<String>> scenes = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : transcript.lines().toList()) {
      if (line.startsWith("== ")) {
        current = new ArrayList<>();
        scenes.put(line.substring("== ".length()), current);
      } else {
        current.add(line);
      }
    }
    return scenes;
  }

  private static Set<String> answeredByTheAgent(Map<String, List<String>> scenes) {
    return scenes.entrySet().stream()
        .filter(
            scene -> scene.getValue().stream().anyMatch(line -> line.startsWith(Differences.MARK)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new HashSet<>(one);
    union.addAll(other);
    return union;
  }

  private String base(Family family) {
    return simulator.uri(family, Region.US).toString();
  }

  private static String base(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String authority(String base) {
    return base.substring("http://".length());
  }
}
