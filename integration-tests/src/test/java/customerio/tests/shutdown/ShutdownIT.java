package customerio.tests.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.simulator.Simulator;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.tests.crash.TrackCalls;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The end of a process that has just said a lot. The agent is patient for hours wherever it may
 * wait for the server: a JVM that ends at all has not waited for it, but kept to {@code
 * shutdown.timeout}.
 */
class ShutdownIT {
  private static final int BURST = 20_000;

  private static final int FIRST = -1_000_000;
  private static final int LAST = 1_000_000;

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final Set<Integer> promised = new HashSet<>();

  enum Server {
    WELL,
    UNAVAILABLE,
    HANGING
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource(Server.class)
  void F33_termAfterABurst_endsInTimeAndLosesNothing(Server server) throws Exception {
    AgentJvm.Finished finished;
    long terminated;
    try (RunningApplication application = start()) {
      awaitAgent(application);
      become(server);
      says(application, 0, BURST);
      terminated = System.nanoTime();
      application.jvm().terminate();
      finished = application.jvm().await();
    }

    System.out.printf(
        "F33: server %s: ended %d ms after SIGTERM; %s%n",
        server, (System.nanoTime() - terminated) / 1_000_000, lastLine(finished));
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(128 + 15);
    assertStoppedWithoutAFault(finished);
    assertAllArriveAfterARestart();
  }

  /** They run while the agent flushes, and after it has closed. */
  @ParameterizedTest
  @ValueSource(strings = {"0s", "2s"})
  void F34_hooksOfTheApplication_areAnsweredUntilTheEnd(String timeout) throws Exception {
    AgentJvm.Finished finished;
    try (RunningApplication application = start("shutdown.timeout=" + timeout)) {
      awaitAgent(application);
      become(Server.HANGING);
      says(application, 0, 500);
      finallySays(application, 500, 5_000, "return");
      application.jvm().terminate();
      application.jvm().awaitLine("last words = 5000 answered");
      finished = application.jvm().await();
    }

    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(128 + 15);
    assertStoppedWithoutAFault(finished);
    assertAllArriveWithTheNextCall();
  }

  /** A JVM whose hook exits hangs, with us and without; whoever waits for it kills it at last. */
  @Test
  void F34_exitInAHook_losesNothing() throws Exception {
    try (RunningApplication application = start("shutdown.timeout=0s")) {
      awaitAgent(application);
      become(Server.UNAVAILABLE);
      says(application, 0, 500);
      finallySays(application, 500, 500, "exit");
      application.jvm().terminate();
      application.jvm().awaitLine("last words = 500 answered");
      application.jvm().awaitErrorLine("[customerio-agent] stopped: ");
      application.jvm().kill();
    }

    assertAllArriveWithTheNextCall();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void F34_halt_losesNothing(boolean inAHook) throws Exception {
    AgentJvm.Finished finished;
    try (RunningApplication application = start()) {
      awaitAgent(application);
      become(Server.HANGING);
      says(application, 0, 500);
      if (inAHook) {
        finallySays(application, 500, 500, "halt");
        application.jvm().terminate();
        application.jvm().awaitLine("last words = 500 answered");
      } else {
        application.jvm().tell("halt");
      }
      finished = application.jvm().awaitHalt();
    }

    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(7);
    assertAllArriveWithTheNextCall();
  }

  /** However long its start takes: what comes before, and the first call, go out by themselves. */
  private void awaitAgent(RunningApplication application) throws Exception {
    for (int word = FIRST; application.does("accepted").equals("0"); word++) {
      says(application, word, 1);
    }
  }

  private void become(Server server) {
    switch (server) {
      case UNAVAILABLE -> simulator.faults().add(FaultRule.named("outage").status(503));
      case HANGING -> simulator.faults().add(FaultRule.named("outage").cut(Cut.HANG_BEFORE));
      case WELL -> {
        // as it is
      }
    }
  }

  private void says(RunningApplication application, int from, int count) throws Exception {
    assertThat(application.does("say " + from + ' ' + count)).isEqualTo(count + " answered");
    promise(from, count);
  }

  private void finallySays(RunningApplication application, int from, int count, String then)
      throws Exception {
    application.does("finally " + from + ' ' + count + " then " + then);
    promise(from, count);
  }

  private void promise(int from, int count) {
    promised.addAll(IntStream.range(from, from + count).boxed().collect(Collectors.toSet()));
  }

  private static void assertStoppedWithoutAFault(AgentJvm.Finished finished) {
    List<String> lines = finished.err().lines().toList();
    assertThat(lines).noneMatch(line -> line.contains("fault") || line.contains("Exception"));
    assertThat(lines).filteredOn(line -> line.contains("stopped: accepted")).hasSize(1);
  }

  private static String lastLine(AgentJvm.Finished finished) {
    return finished.err().lines().reduce("", (before, line) -> line);
  }

  /** It says nothing by itself: the agent looks for a backlog some seconds after its start. */
  private void assertAllArriveAfterARestart() throws Exception {
    simulator.faults().clear();
    Path credentials =
        Files.writeString(directory.resolve("credentials"), TrackCalls.AUTHORIZATION);
    try (RunningApplication application = start("credentials.file=" + credentials)) {
      assertAllArrive(application);
    }
  }

  /** Which wakes the agent, and comes after all that was left. */
  private void assertAllArriveWithTheNextCall() throws Exception {
    simulator.faults().clear();
    try (RunningApplication application = start()) {
      says(application, LAST, 1);
      assertAllArrive(application);
    }
  }

  private void assertAllArrive(RunningApplication application) throws InterruptedException {
    Heard.all(simulator, promised);
    assertThat(application.jvm().kill().err()).doesNotContain("fault");
  }

  private RunningApplication start(String... settings) throws InterruptedException {
    return RunningApplication.start(
        Talker.class,
        simulator,
        directory.resolve("queue"),
        Stream.concat(
                Stream.of(
                    "shutdown.timeout=2s",
                    "region.check=false",
                    "retry.base-delay=1h",
                    "retry.max-delay=1h",
                    "transport.request-timeout=1h"),
                Stream.of(settings))
            .toArray(String[]::new));
  }
}
