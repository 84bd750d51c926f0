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
import java.util.stream.Stream;
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
      // its breaker stays open: what dies on the wire might arrive in spite of the outage's end
      try (AgentJvm application =
          application(
                  simulator,
                  "-Xmx256m",
                  FlatOutIT.CALLS,
                  "breaker.failure-threshold=1",
                  "breaker.open-duration=1h")
              .start()) {
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
            Stream.concat(
                    Stream.of(
                        "hosts.extra=track-us=" + base.getAuthority(),
                        "queue.dir=" + directory.resolve("queue"),
                        // on a busy machine an answer may take long
                        "transport.request-timeout=60s"),
                    Stream.of(settings))
                .toArray(String[]::new))
        .arguments(base.toString(), Integer.toString(calls), "0");
  }
}
