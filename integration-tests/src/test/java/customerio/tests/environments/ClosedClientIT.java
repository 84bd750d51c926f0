package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(min = JRE.JAVA_21)
class ClosedClientIT {
  @TempDir Path directory;

  @Test
  void close_waitsForCallsThatWereBegun_andTakesNoOthers() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      URI base = simulator.uri(Family.TRACK, Region.US);
      AgentJvm.Finished finished =
          AgentJvm.of(ClosedClient.class)
              .agent(
                  AgentJar.built(),
                  "hosts.extra=track-us=" + base.getAuthority(),
                  // it ends with its last call, and all of them are to arrive
                  "shutdown.timeout=60s",
                  "queue.dir=" + directory.resolve("queue"))
              .arguments(base.toString())
              .start()
              .await();

      assertThat(finished.exitCode()).isZero();
      assertThat(finished.out()).as("what comes later").isEqualTo("closed");
      assertThat(
              simulator.awaitArrivals(3, Duration.ofSeconds(60)).stream()
                  .map(arrival -> arrival.data().get("seq").asInt()))
          .as(finished.err())
          .containsExactlyInAnyOrder(0, 1, 2);
    }
  }
}
