package customerio.tests.throughput;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies in an outage, with all that it has said since. */
class KilledBacklogIT {
  private static final Duration DRAINED = Duration.ofMinutes(5);

  @TempDir Path directory;

  @Test
  void F02_killedInAnOutageOfHundredThousandCalls_aSmallNextRunDeliversEachOnceAndInOrder()
      throws Exception {
    Path credentials = Files.writeString(directory.resolve("keys"), FlatOut.AUTHORIZATION);
    try (Simulator simulator = Simulator.start()) {
      try (AgentJvm application = application(simulator, "-Xmx256m", FlatOutIT.CALLS).start()) {
        simulator.arrivals().awaitApplied(1, DRAINED); // the agent is up
        simulator.faults().add(FaultRule.named("outage").status(503));
        application.awaitLine("said " + FlatOutIT.CALLS + " in ");
        application.kill();
      }
      simulator.faults().clear();

      // one that has nothing to say, and far less memory than the backlog would need at once
      try (AgentJvm restarted =
          application(simulator, "-Xmx64m", 0, "credentials.file=" + credentials).start()) {
        String line = restarted.awaitErrorLine("[customerio-agent] took over ");
        System.out.println("KilledBacklogIT: " + line + " of " + FlatOutIT.CALLS);
        simulator.arrivals().awaitApplied(FlatOutIT.CALLS, DRAINED);
      }
      FlatOutIT.verify(simulator);
    }
  }

  private JvmCommand application(Simulator simulator, String heap, int calls, String... settings) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(FlatOut.class)
        .options(heap)
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + directory.resolve("queue"),
            settings.length == 0 ? "mode=async" : settings[0])
        .arguments(base.toString(), Integer.toString(calls), "0");
  }
}
