package customerio.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a machine finds when it comes back. Operations of a credential that it does not know would
 * be overtaken by the first call of the next run.
 */
class LastingCredentialsTest {
  private static final String SECRET = "Bearer site-1";

  @TempDir Path directory;
  private final List<String> log = new ArrayList<>();
  private Path queue;
  private Path file;
  private Machine machine;

  @BeforeEach
  void start() {
    queue = directory.resolve("shop").resolve("queue");
    file = queue.resolve("credentials");
    machine = new Machine();
  }

  @Test
  void accepted_isOnDiskBeforeItTakesEffect() throws Exception {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    machine.onSync = () -> machine.seen.add(vault.standing(fingerprint));

    vault.accepted(fingerprint);

    assertThat(machine.seen).containsExactly(Standing.UNKNOWN);
    machine.powerCut();
    assertThat(open().standing(fingerprint)).isEqualTo(Standing.PROVEN);
  }

  @Test
  void assumed_isOnDiskBeforeItTakesEffect() throws Exception {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    machine.onSync = () -> machine.seen.add(vault.standing(fingerprint));

    vault.assumed(fingerprint);

    assertThat(machine.seen).containsExactly(Standing.UNKNOWN);
    machine.powerCut();
    assertThat(open().standing(fingerprint)).isEqualTo(Standing.ASSUMED);
  }

  /** Two first calls at once: neither may be queued before the line is on disk. */
  @Test
  void assumedByTwoThreads_bothWaitForTheDisk() throws Exception {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch slowDisk = new CountDownLatch(1);
    machine.onSync =
        () -> {
          writing.countDown();
          await(slowDisk);
          machine.seen.add(Standing.ASSUMED);
        };
    Thread first = new Thread(() -> vault.assumed(fingerprint));
    first.start();
    writing.await();
    List<Standing> onDisk = new ArrayList<>();
    Thread second =
        new Thread(
            () -> {
              vault.assumed(fingerprint);
              onDisk.addAll(machine.seen);
            });
    second.start();
    while (second.getState() != Thread.State.BLOCKED && second.isAlive()) {
      Thread.onSpinWait();
    }

    slowDisk.countDown();
    first.join();
    second.join();

    assertThat(onDisk).containsExactly(Standing.ASSUMED);
  }

  @Test
  void directoriesThatWereMade_areOnDiskBeforeTheFirstCall() {
    open();

    assertThat(machine.directories).containsExactly(queue, queue.getParent(), directory);
  }

  @Test
  void interruptOfTheApplicationsThread_costsNoLine() {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);

    Thread.currentThread().interrupt();
    vault.accepted(fingerprint);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(open().standing(fingerprint)).isEqualTo(Standing.PROVEN);
  }

  @Test
  void diskThatIsReal_takesFilesAndDirectories() {
    CredentialVault vault = CredentialVault.openDurably(queue, KeyRing.NONE, log::add);
    long fingerprint = vault.learn(SECRET);
    vault.accepted(fingerprint);

    assertThat(open().standing(fingerprint)).isEqualTo(Standing.PROVEN);
    assertThat(log).isEmpty();
  }

  private CredentialVault open() {
    return CredentialVault.open(queue, KeyRing.NONE, machine, log::add);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps what was synced, and nothing else. */
  private final class Machine implements Syncing {
    final List<Path> directories = new ArrayList<>();
    final List<Standing> seen = new ArrayList<>();
    Runnable onSync = () -> {};
    private String onDisk;

    @Override
    public void file(FileOutputStream written) throws IOException {
      onDisk = Files.readString(file);
      onSync.run();
    }

    @Override
    public void directory(Path changed) throws IOException {
      directories.add(changed);
      onDisk = Files.readString(file); // the salt was synced when it was written
    }

    void powerCut() throws IOException {
      Files.writeString(file, onDisk);
    }
  }
}
