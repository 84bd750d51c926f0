package customerio.tests.processes;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Several processes of one application over one queue directory, and the Customer.io they call. */
final class Neighbours implements AutoCloseable {
  /** The longest that a survivor needs to look for the dead, and to deliver. */
  static final Duration SOON = Duration.ofSeconds(150);

  final Simulator simulator = Simulator.start();
  final Path queue;

  Neighbours(Path directory) {
    this.queue = directory.resolve("queue");
  }

  RunningApplication start(String... settings) throws InterruptedException {
    return RunningApplication.of(command(settings).start());
  }

  JvmCommand command(String... settings) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(Caller.class)
        // its life is too short for more
        .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m")
        .agent(AgentJar.built(), settings(settings))
        .arguments(base.toString());
  }

  String[] settings(String... more) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return Stream.concat(
            Stream.of(
                "hosts.extra=track-us=" + base.getAuthority(),
                "queue.dir=" + queue,
                // on a busy machine an answer may take long, and what is sent twice arrives twice
                "transport.request-timeout=60s",
                // an outage of a test is over in seconds
                "breaker.open-duration=200ms",
                "breaker.max-open-duration=500ms"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  void outage() {
    simulator.faults().add(FaultRule.named("outage").status(503));
  }

  /** Of calls that go out by themselves; a batch does not tell in its path whom it is about. */
  void outageFor(String person) {
    simulator
        .faults()
        .add(FaultRule.named("outage").path("/customers/" + person + '/').status(503));
  }

  void outageEnds() {
    simulator.faults().remove("outage");
  }

  /** What has arrived about somebody, in the order of arrival. */
  List<Long> arrived(String person) {
    return simulator.arrivals().all().stream()
        .filter(arrival -> ("id:" + person).equals(arrival.person()))
        .map(Neighbours::seq)
        .toList();
  }

  static long seq(Arrival arrival) {
    return arrival.data().get("seq").asLong();
  }

  /** One of each JVM that lives, or whose backlog has not been drained. */
  List<Path> directories() {
    try (Stream<Path> all = Files.list(queue)) {
      return all.filter(path -> Files.exists(path.resolve("LOCK"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
