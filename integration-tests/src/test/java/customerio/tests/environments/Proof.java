package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.state.Arrival;
import customerio.tests.contract.webhooks.Beans;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What has to be shown in every environment: all calls are taken over and delivered once, the
 * application prints what it prints without the agent, and nobody complains.
 */
final class Proof implements AutoCloseable {
  private static final String OURS = "[customerio-agent] ";
  private static final String NO_BEAN = "no MBean customerio.agent:type=Agent (";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Simulator simulator = Simulator.start();
  private final Path directory;
  private int seen;
  private boolean hasBean = true;

  Proof(Path directory) {
    this.directory = directory;
  }

  /**
   * In a runtime that has none; that is one line more, and all other faults would be lines, too.
   */
  Proof withoutBean() {
    hasBean = false;
    return this;
  }

  /** Where the application finds Customer.io. */
  String base() {
    return uri().toString();
  }

  /** The option with which our agent comes. */
  String agent(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("hosts.extra=track-us=" + uri().getAuthority());
    all.add("queue.dir=" + queue());
    // however busy the machine: no call goes out by itself before the start, Customer.io answers
    // the first, and all has left before the end
    all.addAll(
        List.of("start.timeout=100s", "transport.request-timeout=100s", "shutdown.timeout=60s"));
    return "-javaagent:" + AgentJar.built().toAbsolutePath() + "=" + String.join(",", all);
  }

  /**
   * Both are to print {@code said} when they have made their calls, and to end with their standard
   * input.
   *
   * @param calls events about {@code seq} 0 to this; each application makes as many
   * @param lines parts of lines that others print to standard error, in the agent's company or not;
   *     all else there is the same
   */
  void isTakenOver(int calls, JvmCommand alone, JvmCommand withAgent, String... lines)
      throws Exception {
    AgentJvm.Finished expected = run(calls, alone, jvm -> {});
    AgentJvm.Finished finished =
        run(
            calls,
            withAgent,
            jvm -> {
              if (hasBean) {
                showsNoFault(jvm, calls);
              }
            });
    assertThat(finished.out()).isEqualTo(expected.out());
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(expected.exitCode());
    assertThat(linesOf(finished, line -> !line.startsWith(OURS) && !containsAny(line, lines)))
        .isEqualTo(linesOf(expected, line -> !containsAny(line, lines)));
    saysNoMoreThanItShould(finished, calls);
  }

  void saysNoMoreThanItShould(AgentJvm.Finished finished, int calls) {
    assertThat(
            linesOf(
                finished,
                line -> line.startsWith(OURS) && (hasBean || !line.startsWith(OURS + NO_BEAN))))
        .isEqualTo(
            List.of(
                OURS
                    + "0.1.0-SNAPSHOT takes over the calls to Customer.io: mode async, region"
                    + " as-called, otel auto, durability process, queue in "
                    + queue()
                    + "; see how it goes with java -jar customerio-agent.jar status",
                OURS + "first call taken over: event to track-us, Customer.io itself answered 200",
                OURS
                    + String.format(
                        "stopped: accepted %1$d, delivered %1$d, deduplicated 0, rejected 0",
                        calls - 1)));
  }

  private interface Look {
    void at(AgentJvm jvm) throws Exception;
  }

  private AgentJvm.Finished run(int calls, JvmCommand command, Look look) throws Exception {
    try (AgentJvm jvm = command.start()) {
      jvm.awaitLine("said");
      eachArrivedOnce(calls);
      try {
        look.at(jvm);
      } catch (AssertionError seen) {
        jvm.endInput();
        throw new AssertionError(seen.getMessage() + "; stderr: " + jvm.await().err(), seen);
      }
      jvm.endInput();
      return jvm.await();
    }
  }

  /** Of each run: what came since this was last asked. */
  void eachArrivedOnce(int calls) {
    List<Arrival> all = simulator.awaitArrivals(seen + calls, PATIENCE);
    assertThat(
            all.subList(seen, all.size()).stream()
                .map(arrival -> arrival.data().get("seq").asInt())
                .sorted())
        .isEqualTo(IntStream.range(0, calls).boxed().toList());
    seen = all.size();
  }

  /** The first call is what the credential is judged by: it waits for its answer. */
  static void showsNoFault(AgentJvm jvm, int calls) throws Exception {
    try (Beans beans = Beans.of(jvm.pid())) {
      assertThat(beans.get("Agent", "SuppressedFaults")).isEqualTo(0L);
      assertThat(beans.get("Agent", "PassedThrough")).isEqualTo(0L);
      assertThat(beans.get("Agent", "Relayed")).isEqualTo(1L);
      assertThat(beans.get("Agent", "Accepted")).isEqualTo(calls - 1L);
      assertThat(beans.get("Agent", "Health")).isEqualTo("UP");
    }
  }

  private static List<String> linesOf(AgentJvm.Finished finished, Predicate<String> wanted) {
    return finished.err().lines().filter(wanted).toList();
  }

  private static boolean containsAny(String line, String... parts) {
    return Stream.of(parts).anyMatch(line::contains);
  }

  private Path queue() {
    return directory.resolve("queue");
  }

  private URI uri() {
    return simulator.uri(Family.TRACK, Region.US);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
