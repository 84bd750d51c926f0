package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  static List<ClientUnderTest> clients() {
    return ClientUnderTest.all();
  }

  @BeforeEach
  void start() throws IOException {
    simulator = Simulator.start();
    silent = new SilentServer();
    foreign = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    foreign.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Foreign", exchange.getRequestMethod());
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    foreign.start();
  }

  @AfterEach
  void stop() {
    foreign.stop(0);
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
    List<String> alone = play(client, program(client));
    List<String> again = play(client, program(client));
    assertThat(Differences.without(again))
        .as("two runs without the agent")
        .isEqualTo(Differences.without(alone));

    List<String> withAgent = play(client, program(client).agent(AgentJar.built(), settings()));
    assertThat(Differences.without(withAgent)).isEqualTo(Differences.without(alone));
    assertThat(scenesAnsweredByTheAgent(withAgent)).isEqualTo(QUEUED);
    assertThat(scenesAnsweredByTheAgent(alone)).isEmpty();
  }

  private JvmCommand program(ClientUnderTest client) {
    return AgentJvm.of(Scenes.class)
        .classPath(client.classPath())
        .arguments(
            client.caller().getName(),
            base(Family.TRACK),
            base(Family.PIPELINES),
            base(Family.APP),
            silent.base(),
            foreignBase());
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
          + authority(base(Family.APP)),
      "endpoint.track-us=" + base(Family.TRACK),
      "endpoint.track-eu=" + silent.base(),
      "endpoint.pipelines-us=" + base(Family.PIPELINES),
      "endpoint.app-us=" + base(Family.APP),
      "endpoint.app-eu=" + simulator.uri(Family.APP, Region.EU),
      "queue.dir=" + directory.resolve("queue")
    };
  }

  private List<String> play(ClientUnderTest client, JvmCommand program) throws Exception {
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
      return finished.out().lines().toList();
    }
  }

  private static Set<String> scenesAnsweredByTheAgent(List<String> transcript) {
    return IntStream.range(0, transcript.size())
        .filter(line -> transcript.get(line).startsWith(Differences.MARK))
        .mapToObj(
            line ->
                transcript.subList(0, line).stream()
                    .filter(before -> before.startsWith("== "))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .substring("== ".length()))
        .collect(Collectors.toSet());
  }

  private String base(Family family) {
    return simulator.uri(family, Region.US).toString();
  }

  private String foreignBase() {
    return "http://127.0.0.1:" + foreign.getAddress().getPort();
  }

  private static String authority(String base) {
    return base.substring("http://".length());
  }
}
