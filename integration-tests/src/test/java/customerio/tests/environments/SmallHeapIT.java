package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits in an outage must not cost heap, which is the application's. */
class SmallHeapIT {

  /** Four times what 32 MiB could hold if each operation had a ticket in the heap. */
  private static final int CALLS = 120_000;

  @TempDir Path directory;

  @Test
  void outage_isBoundedByTheDisk_notByTheHeap() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      URI base = simulator.uri(Family.TRACK, Region.US);
      simulator.faults().add(FaultRule.named("outage").status(503));
      AgentJvm.Finished finished =
          AgentJvm.of(EventCall.class)
              // its life is too short for more
              .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
              .options("-Xmx32m", "-XX:+ExitOnOutOfMemoryError")
              .agent(
                  AgentJar.built(),
                  "hosts.extra=track-us=" + base.getAuthority(),
                  "queue.dir=" + directory.resolve("queue"))
              .arguments(base.toString(), Integer.toString(CALLS))
              .start()
              .await();

      Map<String, Long> answers =
          finished.out().lines().collect(Collectors.groupingBy(x -> x, Collectors.counting()));
      assertThat(answers).as(finished.err()).isEqualTo(Map.of("200 agent", (long) CALLS));
      assertThat(finished.err()).contains(CALLS + " wait on disk for the next start");
    }
  }
}
