package customerio.tests.commandline;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.net.URI;
import java.nio.file.Path;

/** How the application of these tests is started: an outage lasts until somebody flushes. */
final class Shop {
  private final Simulator simulator;
  private final Path queue;

  Shop(Simulator simulator, Path queue) {
    this.simulator = simulator;
    this.queue = queue;
  }

  RunningApplication start() throws InterruptedException {
    return RunningApplication.of(command().start());
  }

  private JvmCommand command() {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(Caller.class)
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + queue,
            "retry.max-attempts=1",
            "breaker.failure-threshold=1",
            "breaker.success-threshold=1",
            "breaker.open-duration=1h",
            "breaker.max-open-duration=1h")
        .arguments(base.toString());
  }
}
