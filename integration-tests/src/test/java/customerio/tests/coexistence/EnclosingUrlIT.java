package customerio.tests.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Beside the OpenTelemetry agent, which writes into its spans whom a call is about: of calls that
 * are taken over, nothing that is exported names the person.
 */
class EnclosingUrlIT {
  private static final Path OPENTELEMETRY =
      Path.of("target", "agents", "opentelemetry-javaagent.jar").toAbsolutePath();

  private static final Path CLIENTS = Path.of("..", "clients", "target", "jars");

  /** Caller, and what it needs. */
  private static final List<String> PARTS =
      List.of(
          "UrlConnectionCaller=",
          "JdkCaller=",
          "JdkAsyncCaller=",
          "OkHttpEnqueueCaller=okhttp-5",
          "Apache4Caller=apache4-4.5",
          "Hc5Caller=hc5-5.6",
          "Hc5AsyncCaller=hc5-5.6",
          "WebClientReactorCaller=webclient-7",
          "WebClientJdkCaller=webclient-7",
          "ReactorNettyCaller=reactor-netty-1.3",
          "AsyncHttpClientCaller=async-http-client-3",
          "VertxCaller=vertx-5.2",
          "VertxHttpClientCaller=vertx-4.5",
          "JettyCaller=jetty-12.1",
          "JettyAsyncCaller=jetty-12.1",
          // last, as its spans end before its answers are there
          "OkHttpCaller=okhttp-5");

  /**
   * Instrumentations that keep their span to themselves while they make the call: nobody but them
   * can take a person out of it. Of Apache's, that is the asynchronous client alone.
   */
  private static final Map<String, Long> OUT_OF_REACH =
      Map.of(
          "apache-httpclient-5.0", 2L,
          "reactor-netty-1.0", 2L,
          "vertx-http-client-4.0", 2L,
          "vertx-http-client-5.0", 2L);

  /** Two calls of each client about a person, as they are exported. */
  private static final Map<String, Long> WITHIN_REACH =
      Map.of(
          "apache-httpclient-4.0", 2L,
          "apache-httpclient-5.0", 2L,
          "async-http-client-2.0", 2L,
          "java-http-client", 4L,
          "jetty-httpclient-12.0", 4L,
          "okhttp-3.0", 4L,
          "spring-webflux-5.0", 4L);

  /** As the console exporter prints whose span it is. */
  private static final Pattern TRACER = Pattern.compile("\\[tracer: io\\.opentelemetry\\.([^:]+):");

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void oursLast_nobodyIsNamedInWhatIsExported() throws Exception {
    nobodyIsNamed(true);
  }

  @Test
  @Tag("matrix")
  void oursFirst_nobodyIsNamedInWhatIsExported() throws Exception {
    nobodyIsNamed(false);
  }

  private void nobodyIsNamed(boolean oursLast) throws Exception {
    AgentJvm.Finished ended;
    try (AgentJvm jvm = command(oursLast).start()) {
      // sixteen clients and an agent take half a minute of processor time, on any machine
      jvm.awaitLine("pending ", Duration.ofMinutes(15));
      ended = jvm.await();
    }

    assertThat(ended.out().lines())
        .containsExactlyElementsOf(
            Stream.concat(
                    PARTS.stream().map(part -> part.replaceAll("=.*", ": 200 200 200")),
                    Stream.of("suppressed 0", "pending 0"))
                .toList());
    assertThat(ended.err()).contains("'event customerio.track'").doesNotContain(Canary.KEY);
    assertThat(tracers(ended.err(), "REDACTED")).isEqualTo(WITHIN_REACH);
    assertThat(tracers(ended.err(), "canary")).isEqualTo(OUT_OF_REACH);
  }

  /** How often each has exported that text. */
  private static Map<String, Long> tracers(String exported, String text) {
    return exported
        .lines()
        .filter(line -> line.contains(text))
        .flatMap(line -> TRACER.matcher(line).results())
        .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()));
  }

  private JvmCommand command(boolean oursLast) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    JvmCommand command =
        AgentJvm.of(ManyClients.class)
            .options(
                "-XX:TieredStopAtLevel=1",
                "-Dotel.traces.exporter=console",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none")
            .arguments(base.toString())
            .arguments(PARTS.stream().map(EnclosingUrlIT::part).toArray(String[]::new));
    if (oursLast) {
      command.agent(OPENTELEMETRY);
    }
    command.agent(
        AgentJar.built(),
        "hosts.extra=track-us=" + base.getAuthority(),
        "queue.dir=" + directory.resolve("queue"));
    if (!oursLast) {
      command.agent(OPENTELEMETRY);
    }
    return command;
  }

  private static String part(String part) {
    String beginning = part.substring(part.indexOf('=') + 1);
    if (beginning.isEmpty()) {
      return part;
    }
    String[] found = CLIENTS.toFile().list((parent, name) -> name.startsWith(beginning));
    assertThat(found).as(beginning).hasSize(1);
    return part.replace(beginning, CLIENTS.resolve(found[0]).toAbsolutePath().toString());
  }
}
