package customerio.tests.atrest;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.Result;
import customerio.tests.crash.TrackCalls;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the queue's directory, and who can read it, with the built jar. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions")
class AtRestIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PERSON = "canary-5%40example.com";
  private static final List<String> CREDENTIALS =
      List.of("site-crash", "key-crash", TrackCalls.AUTHORIZATION.substring(6));

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final String old = key();
  private final String newer = key();
  private Path keys;

  @BeforeEach
  void protect() throws Exception {
    keys = Files.createFile(directory.resolve("keys"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void F40_killed_keyRotated_killed_wrongKey_keyBack_nothingIsLostOrDoubledOrOutOfOrder()
      throws Exception {
    say(1, 40, old);
    say(41, 80, newer, old);

    Map<String, Integer> before = sizes();
    try (RunningApplication locked = start(key())) {
      simulator.faults().clear();
      assertThat(locked.does("event passer-by 1")).isEqualTo("200");
      locked
          .jvm()
          .awaitErrorLine(
              "[customerio-agent] the queue in " + directory.resolve("queue") + " is encrypted");
      assertThat(locked.does("event passer-by 2")).isEqualTo("200");
      assertThat(locked.does("mbean Accepted")).isEqualTo("0");
      assertThat(locked.does("mbean Health")).isEqualTo("DOWN");
      locked.jvm().kill();
    }
    assertThat(sequences("passer-by")).containsExactly(1L, 2L);
    assertThat(sequences("canary")).containsExactly(1L);
    assertThat(sizes()).containsAllEntriesOf(before);

    try (RunningApplication unlocked = start(newer, old)) {
      assertThat(unlocked.does("event " + PERSON + " 81")).isEqualTo("200");
      simulator.awaitArrivals(83, SOON);
      unlocked.awaits("mbean Pending", "0");
      assertThat(unlocked.does("mbean Health")).isEqualTo("UP");
    }
    assertThat(sequences("canary"))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 81).boxed().toList());
  }

  @Test
  void F41_encrypted_noFileNamesAnybody_orHoldsACredential() throws Exception {
    say(1, 40, old);

    assertThat(filesThatContain(CREDENTIALS)).isEmpty();
    assertThat(filesThatContain(List.of("canary", "example.com", "customers", "\"seq\"")))
        .isEmpty();
    assertPrivate();
  }

  @Test
  void F41_plain_onlyWhatIsQueuedNamesAnybody_andNothingHoldsACredential() throws Exception {
    say(1, 40);

    assertThat(filesThatContain(CREDENTIALS)).isEmpty();
    assertThat(filesThatContain(List.of("canary")))
        .isNotEmpty()
        .allMatch(file -> file.getFileName().toString().endsWith(".q"));
    assertPrivate();
  }

  /**
   * The first of all is delivered; the others are answered in an outage, and the process killed.
   */
  private void say(long from, long to, String... keysNow) throws Exception {
    try (RunningApplication application = start(keysNow)) {
      for (long seq = from; seq <= to; seq++) {
        String call = (seq % 4 == 1 ? "identify " : "event ") + PERSON + ' ' + seq;
        assertThat(application.does(call)).isEqualTo("200");
        if (seq == 1) {
          simulator.awaitArrivals(1, SOON);
          simulator.faults().add(FaultRule.named("outage").status(503));
        }
      }
      application.jvm().kill();
    }
  }

  private RunningApplication start(String... keysNow) throws Exception {
    URI base = simulator.uri(Family.TRACK, Region.US);
    List<String> settings =
        new ArrayList<>(
            List.of(
                "hosts.extra=track-us=" + base.getAuthority(),
                "breaker.open-duration=300ms",
                "breaker.max-open-duration=1s",
                "queue.dir=" + directory.resolve("queue")));
    if (keysNow.length > 0) {
      Files.writeString(keys, "# of a test\n" + String.join("\n", keysNow));
      settings.add("queue.key-file=" + keys);
    }
    return RunningApplication.of(
        AgentJvm.of(Caller.class)
            .javaHome(careless())
            .agent(AgentJar.built(), settings.toArray(String[]::new))
            .arguments(base.toString())
            .start());
  }

  /** A JDK whose files anybody could read and write, were it not for the agent. */
  private Path careless() throws Exception {
    Path home = directory.resolve("careless");
    Path java = home.resolve("bin").resolve("java");
    if (!Files.exists(java)) {
      Files.createDirectories(java.getParent());
      String real = System.getProperty("java.home") + "/bin/java";
      Files.writeString(java, "#!/bin/sh\numask 0\nexec '" + real + "' \"$@\"\n");
      Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }
    return home;
  }

  private List<Long> sequences(String person) {
    return simulator.arrivals().all().stream()
        .filter(arrival -> arrival.result() == Result.APPLIED)
        .filter(arrival -> arrival.person().contains(person))
        .map(AtRestIT::sequence)
        .toList();
  }

  private static long sequence(Arrival arrival) {
    return arrival.data().get("seq").asLong();
  }

  private List<Path> filesThatContain(Collection<String> words) throws Exception {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> kept = Files.walk(directory.resolve("queue"))) {
      for (Path path : kept.toList()) {
        String told =
            Files.isRegularFile(path)
                ? path + Files.readString(path, StandardCharsets.ISO_8859_1)
                : path.toString();
        if (words.stream().anyMatch(told::contains)) {
          found.add(path);
        }
      }
    }
    return found;
  }

  private void assertPrivate() throws Exception {
    try (Stream<Path> kept = Files.walk(directory.resolve("queue"))) {
      for (Path path : kept.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  private Map<String, Integer> sizes() throws Exception {
    Map<String, Integer> sizes = new TreeMap<>();
    try (Stream<Path> kept = Files.walk(directory.resolve("queue"))) {
      for (Path path : kept.filter(file -> file.toString().endsWith(".q")).toList()) {
        sizes.put(path.toString(), Files.readAllBytes(path).length);
      }
    }
    return sizes;
  }

  private static String key() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
