package customerio.tests.fulldisk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.Result;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code queue.durability=memory} over the ends of a process. */
class MemoryDurabilityIT {
  private static final int SAID = 3000;

  @TempDir Path directory;

  @Test
  void F33_sigtermInAnOutage_losesNothing() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      try (RunningApplication application = start(simulator)) {
        assertThat(application.does("say 1")).isEqualTo("s");
        simulator.faults().add(FaultRule.named("outage").status(503));
        assertThat(application.does("say " + (SAID - 1))).matches("a+");
        application.jvm().terminate();
        assertThat(application.jvm().await().err())
            .contains("queue.durability=memory: operations of the last seconds are in the heap")
            .contains((SAID - 1) + " wait on disk for the next start");
      }
      simulator.faults().remove("outage");
      try (RunningApplication application = start(simulator)) {
        application.does("say 0");
        assertThat(arrived(simulator, SAID))
            .isEqualTo(IntStream.rangeClosed(1, SAID).boxed().toList());
      }
    }
  }

  @Test
  void killInAnOutage_losesAtMostWhatHasNotBeenThereForTwoLooks() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      try (RunningApplication application = start(simulator)) {
        assertThat(application.does("say 1")).isEqualTo("s");
        simulator.faults().add(FaultRule.named("outage").status(503));
        assertThat(application.does("say 99")).matches("a+");
        while (records().isEmpty()) { // what the kill is about has reached the disk
          application.does("pending");
        }
        application.jvm().kill();
      }
      simulator.faults().remove("outage");
      try (RunningApplication application = start(simulator)) {
        application.does("say 0");
        assertThat(arrived(simulator, 100))
            .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
      }
    }
  }

  @Test
  void whileDeliveriesSucceed_noOperationReachesTheDisk() throws Exception {
    try (Simulator simulator = Simulator.start();
        RunningApplication application = start(simulator)) {
      assertThat(application.does("say 500")).matches("sa{499}");
      application.awaits("pending", "0");
      assertThat(arrived(simulator, 500)).hasSize(500);
      assertThat(records()).isEmpty();
    }
  }

  private List<Path> records() throws Exception {
    try (Stream<Path> all = Files.walk(directory.resolve("queue"))) {
      return all.filter(path -> path.toString().endsWith(".q")).toList();
    }
  }

  private static List<Integer> arrived(Simulator simulator, int count) {
    simulator.arrivals().awaitApplied(count, Duration.ofSeconds(90));
    return simulator.arrivals().with(Result.APPLIED).stream()
        .map(MemoryDurabilityIT::number)
        .toList();
  }

  private static int number(Arrival arrival) {
    return arrival.data().get("seq").asInt();
  }

  private RunningApplication start(Simulator simulator) throws InterruptedException {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return RunningApplication.of(
        AgentJvm.of(Talker.class)
            .agent(
                AgentJar.built(),
                "hosts.extra=track-us=" + base.getAuthority(),
                "endpoint.track-us=" + base,
                "queue.dir=" + directory.resolve("queue"),
                "queue.durability=memory",
                "credentials.file=" + credentials(),
                "breaker.open-duration=300ms",
                "breaker.max-open-duration=1s",
                "hold.base-delay=300ms",
                "hold.max-delay=1s")
            .arguments(base.toString())
            .start());
  }

  /** So that the backlog leaves without a call of the application. */
  private Path credentials() {
    try {
      return Files.writeString(directory.resolve("credentials"), Talker.AUTHORIZATION + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
