package customerio.tests.fulldisk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.Result;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code queue.durability=memory} over the ends of a process. */
@Timeout(300)
class MemoryDurabilityIT {
  private static final int SAID = 3000;

  @TempDir Path directory;

  @Test
  void F33_sigtermInAnOutage_losesNothing() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      int before;
      try (RunningApplication application = start(simulator)) {
        before = awaitAgent(application);
        application.awaits("pending", "0");
        simulator.faults().add(FaultRule.named("outage").status(503));
        assertThat(application.does("say " + SAID)).matches("a+");
        application.jvm().terminate();
        assertThat(application.jvm().await().err())
            .contains("queue.durability=memory: operations of the last seconds are in the heap")
            .contains(SAID + " wait on disk for the next start");
      }
      simulator.faults().remove("outage");
      try (RunningApplication application = start(simulator)) {
        application.does("say 0");
        assertThat(arrived(simulator, before + SAID)).isEqualTo(numbers(before + SAID));
      }
    }
  }

  /** Those are few: what is not delivered is on disk after two looks, a second apart. */
  @Test
  void killInAnOutage_losesNothingThatHasReachedTheDisk() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      int said;
      try (RunningApplication application = start(simulator)) {
        said = awaitAgent(application);
        application.awaits("pending", "0");
        simulator.faults().add(FaultRule.named("outage").status(503));
        assertThat(application.does("say 1")).isEqualTo("a");
        long one = awaitBytes(application, 1);
        assertThat(application.does("say 9")).matches("a+");
        awaitBytes(application, 10 * (one - 64)); // without the head of the file
        application.jvm().kill();
      }
      simulator.faults().remove("outage");
      try (RunningApplication application = start(simulator)) {
        application.does("say 0");
        assertThat(arrived(simulator, said + 10)).isEqualTo(numbers(said + 10));
      }
    }
  }

  @Test
  void whileDeliveriesSucceed_noOperationReachesTheDisk() throws Exception {
    try (Simulator simulator = Simulator.start();
        RunningApplication application = start(simulator)) {
      int before = awaitAgent(application);
      assertThat(application.does("say 500")).matches("a{500}");
      application.awaits("pending", "0");
      assertThat(arrived(simulator, before + 500)).hasSize(before + 500);
      assertThat(records()).isEmpty();
    }
  }

  /**
   * @return how many events it has told by then; on a busy machine the agent may start late
   */
  private static int awaitAgent(RunningApplication application) throws InterruptedException {
    int said = 1;
    while (!application.does("say 1").equals("a")) {
      said++;
    }
    return said;
  }

  private static long awaitBytes(RunningApplication application, long atLeast)
      throws InterruptedException {
    long bytes = 0;
    while (bytes < atLeast) {
      bytes = Long.parseLong(application.does("bytes"));
    }
    return bytes;
  }

  private static List<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
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
    return RunningApplication.start(
        Talker.class,
        simulator,
        directory.resolve("queue"),
        "endpoint.track-us=" + simulator.uri(Family.TRACK, Region.US),
        "queue.durability=memory",
        "credentials.file=" + credentials(),
        "breaker.open-duration=300ms",
        "breaker.max-open-duration=1s",
        "hold.base-delay=300ms",
        "hold.max-delay=1s");
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
