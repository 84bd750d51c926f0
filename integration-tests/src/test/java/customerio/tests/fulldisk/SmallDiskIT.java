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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole agent on a real file system that fills up, goes read-only or loses its directory. What
 * the agent answered arrives once and in order; what it did not answer, the server did; and health
 * says which of the two it is.
 */
class SmallDiskIT {
  private static final Duration DRAINED = Duration.ofSeconds(90);

  /** More than the disk has, in files none of which is ever full. */
  private static final String LARGE = "1GiB";

  /** A new file each 256 KiB. */
  private static final String SMALL = "1MiB";

  /** What is not delivered by then, as on a busy machine, may need the disk. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_TRIES = 1_000;

  @TempDir Path directory;
  private Path mount;
  private SmallDisk disk;
  private Simulator simulator;

  /** Of each event, in the order of its number, who answered it: see {@link Talker}. */
  private final StringBuilder answers = new StringBuilder();

  @BeforeEach
  void start() throws Exception {
    mount = Files.createDirectory(directory.resolve("disk"));
    disk = new SmallDisk(mount, "4m");
    disk.assumePossible();
    simulator = Simulator.start();
  }

  @AfterEach
  void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }

  @Test
  void F07_aDiskThatTheQueueFills_passesThroughUntilItHasDrained() throws Exception {
    try (RunningApplication application = start("process", LARGE)) {
      awaitAgent(application);
      simulator.faults().add(FaultRule.named("outage").status(503));
      assertThat(says(application, "fill")).matches("a{500,}x");
      assertThat(application.does("health"))
          .startsWith("DOWN [queue-trouble: cannot write to ")
          .contains("No space left on device");

      simulator.faults().remove("outage");
      application.awaits("pending", "0");
      assertThat(says(application, "say 5")).isEqualTo("aaaaa");
      application.awaits("health", "UP []");
      verifyLedger();
      oneLineSaysSo(application);
    }
  }

  @Test
  void F07_aDiskThatSomebodyElseFills_passesThroughUntilSpaceReturns() throws Exception {
    try (RunningApplication application = start("process", LARGE)) {
      awaitAgent(application);
      fill(application);
      // what is delivered gives its page back, and a few more fit into that
      assertThat(says(application, "fill")).matches("a*s");
      assertThat(application.does("health")).startsWith("DOWN").contains("No space left on device");

      assertThat(application.does("sh rm " + mount + "/filler")).isEqualTo("0");
      assertThat(says(application, "say 5")).isEqualTo("aaaaa");
      application.awaits("health", "UP []");
      verifyLedger();
      oneLineSaysSo(application);
    }
  }

  @Test
  void F07_memory_needsNoDiskWhileDeliveriesSucceed() throws Exception {
    try (RunningApplication application = start("memory", LARGE)) {
      awaitAgent(application);
      fill(application);
      int inTime = 0;
      for (int i = 0; i < MOST_TRIES && inTime < 20; i++) {
        long start = System.nanoTime();
        String said = says(application, "say 10");
        application.awaits("pending", "0");
        if (System.nanoTime() - start < LOOK_NANOS) {
          assertThat(said).isEqualTo("a".repeat(10));
          inTime++;
        }
        application.awaits("health", "UP []");
      }
      assertThat(inTime).isEqualTo(20);
      verifyLedger();
    }
  }

  @Test
  void F09_aReadOnlyDisk_passesThroughUntilItIsWritable() throws Exception {
    try (RunningApplication application = start("process", SMALL)) {
      awaitAgent(application);
      simulator.faults().add(FaultRule.named("outage").status(503));
      String again = "mount --bind " + mount + " " + mount;
      String readOnly = "mount -o remount,bind,ro " + mount;
      assertThat(application.does("sh " + again + " && " + readOnly)).isEqualTo("0");
      assertThat(says(application, "fill")).as("until a new file is needed").matches("a{100,}x");
      assertThat(application.does("health")).startsWith("DOWN").contains("Read-only file system");

      assertThat(application.does("sh umount " + mount)).isEqualTo("0");
      assertThat(says(application, "say 5")).isEqualTo("aaaaa");
      simulator.faults().remove("outage");
      application.awaits("pending", "0");
      application.awaits("health", "UP []");
      verifyLedger();
      oneLineSaysSo(application);
    }
  }

  @Test
  void F09_aDirectoryThatSomebodyRemoves_isReplaced() throws Exception {
    try (RunningApplication application = start("process", SMALL)) {
      awaitAgent(application);
      application.awaits("pending", "0");
      assertThat(application.does("sh rm -r " + mount + "/queue")).isEqualTo("0");
      // the file that is open takes what fits; then one call finds that there is no directory
      String said = says(application, "say 400");
      assertThat(said).matches("a+sa+");
      application.awaits("pending", "0");
      application.awaits("health", "UP []");
      verifyLedger();
      assertThat(application.does("sh test -d " + mount + "/queue")).isEqualTo("0");
    }
  }

  private RunningApplication start(String durability, String maxBytes) throws InterruptedException {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return RunningApplication.of(
        disk.with(
                AgentJvm.of(Talker.class)
                    .agent(
                        AgentJar.built(),
                        "hosts.extra=track-us=" + base.getAuthority(),
                        "endpoint.track-us=" + base,
                        "queue.dir=" + mount.resolve("queue"),
                        "queue.durability=" + durability,
                        "queue.min-free-bytes=0",
                        "queue.max-bytes=" + maxBytes,
                        // an outage of a test is over in seconds
                        "breaker.open-duration=300ms",
                        "breaker.max-open-duration=1s",
                        "hold.base-delay=300ms",
                        "hold.max-delay=1s")
                    .arguments(base.toString()))
            .start());
  }

  /** The first call is the server's, and on a busy machine perhaps a few more. */
  private void awaitAgent(RunningApplication application) throws InterruptedException {
    for (int i = 0; i < 1000 && !says(application, "say 1").equals("a"); i++) {
      continue;
    }
  }

  private void fill(RunningApplication application) throws InterruptedException {
    // exits with an error, as it is to write to the last byte
    application.does("sh head -c 8m /dev/zero > " + mount + "/filler 2>/dev/null");
  }

  private String says(RunningApplication application, String command) throws InterruptedException {
    String said = application.does(command);
    answers.append(said);
    return said;
  }

  private void verifyLedger() {
    List<Integer> accepted = numbers('a');
    TreeSet<Integer> all = new TreeSet<>(accepted);
    all.addAll(numbers('s'));
    simulator.arrivals().awaitApplied(all.size(), DRAINED);
    List<Integer> arrived = new ArrayList<>();
    for (Arrival arrival : simulator.arrivals().with(Result.APPLIED)) {
      arrived.add(arrival.data().get("seq").asInt());
    }
    assertThat(arrived).as("each once").containsExactlyInAnyOrderElementsOf(all);
    arrived.retainAll(accepted);
    assertThat(arrived).as("in order").isEqualTo(accepted);
  }

  private List<Integer> numbers(char answeredBy) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < answers.length(); i++) {
      if (answers.charAt(i) == answeredBy) {
        numbers.add(i + 1);
      }
    }
    return numbers;
  }

  private static void oneLineSaysSo(RunningApplication application) throws InterruptedException {
    String log = application.jvm().kill().err();
    assertThat(log.lines().filter(line -> line.contains("queue accepts nothing for now")))
        .as(log)
        .hasSize(1);
    assertThat(log).contains("queue accepts operations again");
  }
}
