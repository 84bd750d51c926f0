package customerio.tests.ownsdk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.ownsdk.app.Shops;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our spans and metrics are among those that the application exports itself. */
class ApplicationSdkIT {
  private static final Path OPENTELEMETRY =
      Path.of("target", "agents", "opentelemetry-javaagent.jar").toAbsolutePath();

  /** In nothing that is exported. */
  private static final String PERSON = "canary-jane";

  private static final String CALL = "event customerio.track";
  private static final String SEND = "send customerio.track";
  private static final String IDENTIFY = "PUT /api/v1/customers/{identifier}";
  private static final String EVENT = "POST /api/v1/customers/{identifier}/events";

  private static final String PROCESSED = "metric customerio.agent.message.processed {message}";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** The first call of a credential waits for Customer.io, the second is delivered later. */
  @ParameterizedTest
  @CsvSource({"1.0.0, OWN", "1.31.0, GLOBAL", "1.6, METERED"})
  void calls_areInTheApplicationsTrace_andSoIsTheirDelivery(String version, String sdk)
      throws Exception {
    Path[] jars = jars(version);
    String said;
    try (RunningApplication shops = start(command(jars).classPath(jars))) {
      shops.does("open shop " + sdk);
      assertThat(shops.does("shop identify " + PERSON + " 1")).isEqualTo("200");
      assertThat(shops.does("shop event " + PERSON + " 2")).isEqualTo("200");
      if (sdk.equals("METERED")) {
        shops.jvm().awaitErrorLine(PROCESSED); // it reads ten times a second, and not at the end
      }
      said = delivered(shops, 1);
    }

    List<PrintedSpan> spans = spans(said);
    PrintedSpan call = only(spans, CALL);
    PrintedSpan send = only(spans, SEND);
    assertThat(call.kind() + ' ' + send.kind()).isEqualTo("PRODUCER CLIENT");
    assertThat(call).extracting(PrintedSpan::parent).isEqualTo(checkout(spans, 1).id());
    assertThat(send).extracting(PrintedSpan::parent).isEqualTo(call.id());
    assertThat(only(spans, EVENT)).extracting(PrintedSpan::parent).isEqualTo(send.id());
    assertThat(only(spans, IDENTIFY))
        .extracting(PrintedSpan::parent)
        .isEqualTo(only(spans, "identify customerio.track").id());
    assertThat(spans).hasSize(7).extracting(PrintedSpan::of).containsOnly("shop");
    assertThat(said.contains(PROCESSED)).isEqualTo(sdk.equals("METERED"));
  }

  @Test
  void applicationsOfOneServer_haveEachItsOwn_andAreNotKept() throws Exception {
    String said;
    try (RunningApplication shops = start(command(jars("1.6")))) {
      shops.does("deploy one METERED");
      shops.does("deploy two METERED");
      assertThat(shops.does("one identify " + PERSON + " 1")).isEqualTo("200");
      assertThat(shops.does("one event " + PERSON + " 2")).isEqualTo("200");
      shops.awaits("mbean Delivered", "1");
      assertThat(shops.does("two event " + PERSON + " 3")).isEqualTo("200");
      shops.awaits("mbean Delivered", "2");
      shops.does("two close"); // or a thread of its SDK would keep it
      assertThat(shops.does("undeploy two")).isEqualTo("gone");
      assertThat(shops.does("one event " + PERSON + " 4")).isEqualTo("200");
      said = delivered(shops, 3);
    }

    List<PrintedSpan> spans = spans(said);
    assertThat(spans.stream().map(span -> span.of() + ": " + span.name()))
        .containsExactlyInAnyOrder(
            "one: checkout",
            "one: identify customerio.track",
            "one: " + IDENTIFY,
            "one: checkout",
            "one: " + CALL,
            "one: " + SEND,
            "one: " + EVENT,
            "two: checkout",
            "two: " + CALL,
            "two: " + SEND,
            "two: " + EVENT,
            "one: checkout",
            "one: " + CALL,
            "one: " + SEND,
            "one: " + EVENT);
  }

  /** The newest is told; when that is closed, the one before; when both are, nobody. */
  @Test
  void sdksOfOneApplication_areToldAsLongAsTheyAreOpen() throws Exception {
    Path[] jars = jars("1.6");
    String said;
    try (RunningApplication shops = start(command(jars).classPath(jars))) {
      shops.does("open old METERED");
      assertThat(shops.does("old identify " + PERSON + " 1")).isEqualTo("200");
      shops.does("open new OWN");
      assertThat(shops.does("new event " + PERSON + " 2")).isEqualTo("200");
      shops.awaits("mbean Delivered", "1");
      shops.does("new close");
      assertThat(shops.does("old event " + PERSON + " 3")).isEqualTo("200");
      shops.awaits("mbean Delivered", "2");
      shops.does("old close");
      assertThat(shops.does("old event " + PERSON + " 4")).isEqualTo("200");
      said = delivered(shops, 3);
    }

    assertThat(spans(said).stream().map(span -> span.of() + ": " + span.name()))
        .containsExactlyInAnyOrder(
            "old: " + IDENTIFY,
            "old: identify customerio.track",
            "old: checkout",
            "new: " + CALL,
            "new: checkout",
            "new: " + EVENT,
            "new: " + SEND,
            "old: " + CALL,
            "old: checkout",
            "old: " + EVENT,
            "old: " + SEND);
  }

  /** It takes the application's own spans over, too, and exports ours with them. */
  @Test
  void besideAnApmAgent_thatOneIsTold() throws Exception {
    Path[] jars = jars("1.6");
    String said;
    JvmCommand command =
        AgentJvm.of(Shops.class)
            .options(
                "-Dotel.traces.exporter=console",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none")
            .agent(OPENTELEMETRY);
    try (RunningApplication shops = start(agent(command, jars).classPath(jars))) {
      shops.does("open shop OWN");
      assertThat(shops.does("shop identify " + PERSON + " 1")).isEqualTo("200");
      assertThat(shops.does("shop event " + PERSON + " 2")).isEqualTo("200");
      said = delivered(shops, 1);
    }

    assertThat(spans(said)).extracting(PrintedSpan::name).containsOnly("checkout");
    assertThat(said.lines().filter(line -> line.contains("'" + CALL + "'"))).hasSize(1);
  }

  @Test
  void modeOff_tellsNobody() throws Exception {
    Path[] jars = jars("1.6");
    String said;
    try (RunningApplication shops =
        start(agent(AgentJvm.of(Shops.class), jars, "otel.mode=off").classPath(jars))) {
      shops.does("open shop METERED");
      assertThat(shops.does("shop identify " + PERSON + " 1")).isEqualTo("200");
      assertThat(shops.does("shop event " + PERSON + " 2")).isEqualTo("200");
      said = delivered(shops, 1);
    }

    assertThat(spans(said)).extracting(PrintedSpan::name).containsOnly("checkout");
    assertThat(said).doesNotContain("metric customerio");
  }

  private RunningApplication start(JvmCommand command) throws InterruptedException {
    return RunningApplication.of(command.start());
  }

  private JvmCommand command(Path[] jars) {
    return agent(AgentJvm.of(Shops.class), jars);
  }

  private JvmCommand agent(JvmCommand command, Path[] jars, String... more) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    List<String> settings =
        Stream.concat(
                Stream.of(
                    "hosts.extra=track-us=" + base.getAuthority(),
                    "queue.dir=" + directory.resolve("queue")),
                Stream.of(more))
            .toList();
    return command
        .shortLived()
        .agent(AgentJar.built(), settings.toArray(String[]::new))
        .arguments(base.toString(), jars[0].getParent().toString());
  }

  /** All that was said until so many calls were delivered and the JVM has ended. */
  private String delivered(RunningApplication shops, int operations) throws Exception {
    simulator.awaitArrivals(operations + 1, Duration.ofSeconds(60));
    shops.awaits("mbean Delivered", Integer.toString(operations));
    assertThat(shops.does("mbean SuppressedFaults")).isEqualTo("0");
    shops.jvm().terminate();
    String said = shops.jvm().await().err();
    assertThat(said).doesNotContain("canary");
    return said;
  }

  private static Path[] jars(String version) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("..", "clients", "target", "jars"));
        Stream<Path> jars =
            Files.list(
                all.filter(
                        jar -> jar.getFileName().toString().startsWith("opentelemetry-" + version))
                    .findFirst()
                    .orElseThrow())) {
      return jars.filter(jar -> jar.toString().endsWith(".jar"))
          .map(jar -> jar.toAbsolutePath().normalize())
          .toArray(Path[]::new);
    }
  }

  /** Without the agent's own question where an account is, which is nobody's call. */
  private static List<PrintedSpan> spans(String said) {
    return PrintedSpan.allIn(said).stream()
        .filter(span -> !span.name().equals("GET /api/v1/accounts/region"))
        .toList();
  }

  private static PrintedSpan checkout(List<PrintedSpan> spans, int index) {
    return spans.stream().filter(span -> span.name().equals("checkout")).toList().get(index);
  }

  private static PrintedSpan only(List<PrintedSpan> spans, String name) {
    List<PrintedSpan> named = spans.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(named).as("%s among %s", name, spans).hasSize(1);
    return named.get(0);
  }
}
