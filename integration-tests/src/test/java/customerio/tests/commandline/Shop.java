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
import java.util.ArrayList;
import java.util.List;

/** How the application of these tests is started: an outage lasts until somebody flushes. */
final class Shop {
  private final Simulator simulator;
  private final Path queue;

  Shop(Simulator simulator, Path queue) {
    this.simulator = simulator;
    this.queue = queue;
  }

  RunningApplication start() throws InterruptedException {
    return RunningApplication.of(command(List.of()).start());
  }

  /** With an encrypted queue. */
  RunningApplication start(Path keyFile) throws InterruptedException {
    return RunningApplication.of(command(List.of("queue.key-file=" + keyFile)).start());
  }

  private JvmCommand command(List<String> more) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    List<String> settings =
        new ArrayList<>(
            List.of(
                "hosts.extra=track-us=" + base.getAuthority(),
                "queue.dir=" + queue,
                "retry.max-attempts=1",
                "breaker.failure-threshold=1",
                "breaker.success-threshold=1",
                "breaker.open-duration=1h",
                "breaker.max-open-duration=1h"));
    settings.addAll(more);
    return AgentJvm.of(Caller.class)
        .shortLived()
        .agent(AgentJar.built(), settings.toArray(String[]::new))
        .arguments(base.toString());
  }
}
