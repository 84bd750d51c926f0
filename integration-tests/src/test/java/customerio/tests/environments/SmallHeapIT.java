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

/** What waits in an outage costs heap, which is the application's. */
class SmallHeapIT {
  private static final int CALLS = 60_000;

  @TempDir Path directory;

  @Test
  void outage_fillsAQuarterOfTheHeap_andThenCallsGoOutAsEver() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      URI base = simulator.uri(Family.TRACK, Region.US);
      simulator.faults().add(FaultRule.named("outage").status(503));
      AgentJvm.Finished finished =
          AgentJvm.of(EventCall.class)
              .options("-Xmx32m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")
              .agent(
                  AgentJar.built(),
                  "hosts.extra=track-us=" + base.getAuthority(),
                  "queue.dir=" + directory.resolve("queue"))
              .arguments(base.toString(), Integer.toString(CALLS))
              .start()
              .await();

      Map<String, Long> answers =
          finished.out().lines().collect(Collectors.groupingBy(x -> x, Collectors.counting()));
      assertThat(answers).as(finished.err()).containsOnlyKeys("200 agent", "503 server");
      // 8 MiB of about 31, at 256 bytes each
      assertThat(answers.get("200 agent")).isBetween(28_000L, 33_000L);
      assertThat(answers.values().stream().mapToLong(count -> count).sum()).isEqualTo(CALLS);
      assertThat(finished.err()).contains("all that this heap has room for (-Xmx)");
    }
  }
}
