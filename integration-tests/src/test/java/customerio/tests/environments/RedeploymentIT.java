package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedeploymentIT {
  @TempDir Path directory;

  /** What the agent keeps for a loader is held by the loader alone. */
  @Test
  void redeployedApplications_areCollected() throws Exception {
    List<String> expected = new ArrayList<>();
    expected.add("200 from Customer.io"); // the first call of the credential
    expected.addAll(Collections.nCopies(49, "200 queued"));
    expected.add("still there: 0");
    try (Simulator customerio = Simulator.start()) {
      URI base = customerio.uri(Family.TRACK, Region.US);
      AgentJvm.Finished finished =
          AgentJvm.of(Redeployments.class)
              .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m")
              .agent(
                  AgentJar.built(),
                  "hosts.extra=track-us=" + base.getAuthority(),
                  "endpoint.track-us=" + base,
                  "transport.request-timeout=100s",
                  "queue.dir=" + directory.resolve("queue"))
              .arguments(okHttp().toString(), base.toString())
              .start()
              .await();

      assertThat(finished.exitCode()).as(finished.err()).isZero();
      assertThat(finished.out().lines()).containsExactlyElementsOf(expected);
    }
  }

  private static Path okHttp() throws Exception {
    try (Stream<Path> clients = Files.list(Path.of("../clients/target/jars"))) {
      return clients
          .filter(client -> client.getFileName().toString().startsWith("okhttp-5"))
          .findFirst()
          .orElseThrow();
    }
  }
}
