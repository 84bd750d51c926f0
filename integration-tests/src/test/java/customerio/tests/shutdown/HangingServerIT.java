package customerio.tests.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that accepts connections and answers nothing, and an application that goes on at full
 * speed in a small heap: libraries that queue in memory end in an {@link
 * OutOfMemoryError} here, in the application's threads, too.
 */
class HangingServerIT {
  private static final String SECONDS = System.getProperty("customerio.hang.seconds", "5");

  @TempDir Path directory;

  @Test
  void F31_serverThatHangs_fillsNoHeapAndLosesNothing() throws Exception {
    Path answered = directory.resolve("answered");
    try (Simulator simulator = Simulator.start()) {
      AgentJvm.Finished finished;
      String said;
      long terminated;
      try (AgentJvm application = start(simulator, SECONDS, answered, "0")) {
        application.awaitLine("first word answered");
        simulator.faults().add(FaultRule.named("hang").cut(Cut.HANG_BEFORE));
        application.tell("go");
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
          BitSet.valueOf(Files.readAllBytes(answered)).stream()
              .boxed()
              .collect(Collectors.toSet());
      try (AgentJvm application = start(simulator, "0", directory.resolve("none"), "100000000")) {
        application.awaitLine("first word answered");
        Heard.all(simulator, promised);
        assertThat(application.kill().err()).doesNotContain("OutOfMemoryError", "fault");
      }
    }
  }

  private AgentJvm start(Simulator simulator, String seconds, Path answered, String first) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(Flood.class)
        .options("-Xmx256m", "-XX:+ExitOnOutOfMemoryError")
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + directory.resolve("queue"),
            "shutdown.timeout=2s",
            "region.check=false",
            "transport.request-timeout=1h")
        .arguments(base.toString(), seconds, answered.toString(), first)
        .start();
  }
}
