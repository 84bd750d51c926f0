package customerio.tests.layers;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where one intercepted client is on top of another, the agent is asked about each request once.
 *
 * <p>A client that follows redirects above the place where it is intercepted makes two requests of
 * a call that is moved, and asks about both; WebClient's connector, and the JDK's client, ask about
 * the call.
 */
class LayersIT {
  private static final Map<String, String> ASKING = new LinkedHashMap<>();

  static {
    ASKING.put("webclient", "webclient");
    ASKING.put("interface", "webclient");
    ASKING.put("listening", "reactor-netty");
    ASKING.put("jdk", "jdk");
    ASKING.put("apache", "apache5-async");
    ASKING.put("rest-reactor", "reactor-netty");
    ASKING.put("rest-jdk", "jdk");
    ASKING.put("rest-apache", "apache5");
  }

  private static final Set<String> FOLLOWING_ABOVE =
      Set.of("listening", "rest-reactor", "rest-apache");

  @TempDir Path directory;

  @Test
  void eachCall_isAskedAboutByOneClient_andIsOneOperationAtMost() throws Exception {
    assertThat(calls("async", "first", "said", "said-long", "bare", "bare-moved", "first-moved"))
        .containsExactlyElementsOf(
            expected(
                8,
                List.of(
                    asked("first", "relayed"),
                    asked("said", "answered"),
                    asked("said-long", "passed"),
                    asked("bare", "passed"),
                    asked("bare-moved", "passed"),
                    asked("first-moved", "relayed"))));
  }

  @Test
  void watchedCall_isAskedAboutByOneClient() throws Exception {
    assertThat(calls("observe", "said", "bare-moved"))
        .containsExactlyElementsOf(
            expected(0, List.of(asked("said", "passed"), asked("bare-moved", "passed"))));
  }

  private static List<String> expected(int accepted, List<List<String>> kinds) {
    List<String> lines = new ArrayList<>();
    kinds.forEach(lines::addAll);
    lines.add("accepted = " + accepted);
    return lines;
  }

  private static List<String> asked(String kind, String how) {
    boolean isMoved = kind.endsWith("moved");
    List<String> lines = new ArrayList<>();
    ASKING.forEach(
        (way, client) ->
            lines.add(
                kind
                    + ' '
                    + way
                    + " = "
                    + client
                    + ' '
                    + how
                    + (isMoved && FOLLOWING_ABOVE.contains(way) ? " 2" : " 1")
                    // a reactive body cannot be sent twice there, without the agent neither
                    + (isMoved && way.equals("apache") ? ", fails" : "")));
    return lines;
  }

  private List<String> calls(String mode, String... kinds) throws Exception {
    try (MovingServer server = MovingServer.start()) {
      List<String> arguments = new ArrayList<>(List.of("http://" + server.authority()));
      arguments.addAll(List.of(kinds));
      AgentJvm.Finished finished =
          AgentJvm.of(LayeredCaller.class)
              .classPath(jars())
              .agent(
                  AgentJar.built(),
                  "mode=" + mode,
                  "hosts.extra=track-us=" + server.authority(),
                  "queue.dir=" + directory.resolve("queue"))
              .arguments(arguments.toArray(String[]::new))
              .start()
              .await();
      return finished.out().lines().toList();
    }
  }

  /** The newest Spring, with all that its clients can be on. */
  private static Path[] jars() throws Exception {
    Path newest;
    try (Stream<Path> clients = Files.list(Path.of("../clients/target/jars"))) {
      newest =
          clients
              .filter(client -> client.getFileName().toString().startsWith("webclient-7"))
              .findFirst()
              .orElseThrow();
    }
    try (Stream<Path> jars = Files.list(newest)) {
      return jars.map(Path::toAbsolutePath).toArray(Path[]::new);
    }
  }
}
