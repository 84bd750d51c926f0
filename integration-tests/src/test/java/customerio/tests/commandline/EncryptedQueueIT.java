package customerio.tests.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm.Finished;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the built jar on a queue that is encrypted, with its key and without. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions")
class EncryptedQueueIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String REFUSAL = " is encrypted with key ";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final OperatorsShell shell = new OperatorsShell();
  private Shop shop;
  private Path keys;

  @BeforeEach
  void protect() throws Exception {
    shop = new Shop(simulator, directory.resolve("queue"));
    keys = Files.createFile(directory.resolve("keys"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Files.writeString(keys, Base64.getEncoder().encodeToString(key));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void withoutTheKey_itIsSeenAndNotChanged_withTheKey_itIsAsAnyOther() throws Exception {
    killedInAnOutage();
    String dir = directory.resolve("queue").toString();
    String key = keys.toString();
    String file = directory.resolve("export.ndjson").toString();

    Finished status = shell.run("status", "--dir", dir);
    assertThat(status.exitCode()).isEqualTo(3);
    assertThat(status.out()).contains("waiting      3 operations");
    Finished listed = shell.run("queue", "ls", "--dir", dir);
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out().lines().filter(line -> line.contains("waiting"))).hasSize(3);
    for (List<String> change :
        List.of(
            List.of("queue", "purge", "--pending", "--yes", "--dir", dir),
            List.of("queue", "replay", "--dir", dir))) {
      assertOneLine(shell.run(change.toArray(String[]::new)), 4, REFUSAL);
    }

    assertThat(shell.run("queue", "ls", "--dir", dir, "--key-file", key).out())
        .contains("track.event");
    assertThat(shell.said()).doesNotContain("canary");
    assertThat(run("queue", "export", "--out", file, "--dir", dir, "--key-file", key))
        .contains("3 operations");
    assertThat(run("queue", "purge", "--pending", "--yes", "--dir", dir, "--key-file", key))
        .contains("3 waiting operations");
    assertThat(run("queue", "import", file, "--dir", dir, "--key-file", key))
        .contains("3 operations queued");

    assertARunningOneWithoutTheKeySaysSo();
    try (RunningApplication application = shop.start(keys)) {
      String pid = Long.toString(application.jvm().pid());
      application.does("event canary 5");
      shell.until(flushed -> flushed.exitCode() == 0, "flush", "--pid", pid);
      assertThat(run("status", "--pid", pid)).contains("health       UP");
      assertThat(simulator.awaitArrivals(6, SOON)).hasSize(6);
    }
  }

  private void killedInAnOutage() throws Exception {
    try (RunningApplication application = shop.start(keys)) {
      application.does("event canary 1");
      simulator.awaitArrivals(1, SOON);
      simulator.faults().add(FaultRule.named("outage").status(503));
      for (int i = 2; i <= 4; i++) {
        application.does("event canary " + i);
      }
      application.jvm().kill();
    }
    simulator.faults().clear();
  }

  private void assertARunningOneWithoutTheKeySaysSo() throws Exception {
    try (RunningApplication application = shop.start()) {
      String pid = Long.toString(application.jvm().pid());
      application.does("event passer-by 1");
      Finished status = shell.run("status", "--pid", pid);
      assertThat(status.exitCode()).isEqualTo(2);
      assertThat(status.out()).contains("health       DOWN", REFUSAL).doesNotContain("waiting  ");
      assertOneLine(shell.run("queue", "ls", "--pid", pid), 4, REFUSAL);
      assertOneLine(shell.run("flush", "--pid", pid), 4, REFUSAL);
      application.jvm().kill();
    }
  }

  private String run(String... command) throws InterruptedException {
    Finished finished = shell.run(command);
    assertThat(finished.exitCode()).as(finished.toString()).isZero();
    return finished.out();
  }

  private static void assertOneLine(Finished finished, int exitCode, String what) {
    assertThat(finished.exitCode()).as(finished.toString()).isEqualTo(exitCode);
    assertThat(finished.err().lines()).hasSize(1);
    assertThat(finished.err()).contains(what);
    assertThat(finished.out()).isEmpty();
  }
}
