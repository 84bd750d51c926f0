package customerio.tests.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.tests.crash.TrackCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that accepts connections and answers nothing, and an application that goes on at full
 * speed in a small heap: libraries that queue in memory end in an {@link OutOfMemoryError} here, in
 * the application's threads, too.
 */
class HangingServerIT {
  private static final String SECONDS = System.getProperty("customerio.hang.seconds", "5");

  @TempDir Path directory;
  private Path credentials;

  @BeforeEach
  void write() throws IOException {
    credentials = Files.writeString(directory.resolve("credentials"), TrackCalls.AUTHORIZATION);
  }

  @Test
  void F31_serverThatHangs_fillsNoHeapAndLosesNothing() throws Exception {
    Path answered = directory.resolve("answered");
    try (Simulator simulator = Simulator.start()) {
      AgentJvm.Finished finished;
      String said;
      long terminated;
      try (AgentJvm application = flood(simulator, answered)) {
        application.awaitLine("taken over");
        simulator.faults().add(FaultRule.named("hang").cut(Cut.HANG_BEFORE));
        application.tell("");
        said = application.awaitLine("said ");
        terminated = System.nanoTime();
        application.terminate();
        finished = application.await();
      }
      System.out.printf(
          "F31: %s s at -Xmx256m: %s; ended %d ms after SIGTERM%n",
          SECONDS, said, (System.nanoTime() - terminated) / 1_000_000);
      assertThat(finished.exitCode()).as(finished.err()).isEqualTo(128 + 15);
      assertThat(finished.err()).doesNotContain("OutOfMemoryError", "fault");

      simulator.faults().clear();
      Set<Integer> promised =
          BitSet.valueOf(Files.readAllBytes(answered)).stream().boxed().collect(Collectors.toSet());
      try (AgentJvm application = idle(simulator)) {
        Heard.all(simulator, promised);
        assertThat(application.kill().err()).doesNotContain("OutOfMemoryError", "fault");
      }
    }
  }

  private AgentJvm flood(Simulator simulator, Path answered) {
    return in256MiB(Flood.class, simulator)
        .arguments(simulator.uri(Family.TRACK, Region.US).toString(), SECONDS, answered.toString())
        .start();
  }

  /** Says nothing by itself; the agent looks for a backlog some seconds after its start. */
  private AgentJvm idle(Simulator simulator) {
    return in256MiB(Talker.class, simulator)
        .arguments(simulator.uri(Family.TRACK, Region.US).toString())
        .start();
  }

  private JvmCommand in256MiB(Class<?> main, Simulator simulator) {
    return AgentJvm.of(main)
        .options("-Xmx256m", "-XX:+ExitOnOutOfMemoryError")
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + simulator.uri(Family.TRACK, Region.US).getAuthority(),
            "queue.dir=" + directory.resolve("queue"),
            "credentials.file=" + credentials,
            "shutdown.timeout=2s",
            "region.check=false",
            "transport.request-timeout=1h");
  }
}
