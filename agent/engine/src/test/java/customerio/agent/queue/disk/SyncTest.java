package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SyncTest {
  @TempDir Path directory;

  @Test
  void F10_fsync_aFailedSync_refusesTheOperationAndGoesOnInANewFile() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withDurability(Durability.FSYNC));
    jvms.append(1);
    jvms.disk.fail(TestDisk.Operation.SYNC, path -> true);
    assertThatThrownBy(() -> jvms.queue.append(Jvms.ROUTING, 0, Jvms.payload(99, 100)))
        .isInstanceOf(IOException.class)
        .hasMessage("could not be made durable: Input/output error");
    assertThat(jvms.queue.state().pending()).isEqualTo(1);
    assertThat(jvms.queue.state().trouble()).contains("could not be made durable");
    jvms.disk.heal();
    jvms.append(2);
    assertThat(jvms.files(".q")).hasSize(2);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
    assertThat(jvms.queue.state().corruptRecords()).isZero();
  }

  /** Neither durable nor taken back: its caller has made the call itself, so nobody else may. */
  @Test
  void F10_fsync_whatIsRefusedAndCannotBeCutOff_isNotDeliveredByTheNextProcess() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withDurability(Durability.FSYNC));
    jvms.append(1);
    jvms.disk.fail(TestDisk.Operation.SYNC, path -> path.toString().endsWith(".q"));
    jvms.disk.fail(TestDisk.Operation.TRUNCATE, path -> path.toString().endsWith(".q"));
    assertThatThrownBy(() -> jvms.append(99)).hasRootCauseMessage("Input/output error");

    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
  }

  @Test
  void F10_fsync_aDirectoryEntryThatIsNotDurable_refusesTheOperation() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withDurability(Durability.FSYNC));
    jvms.disk.fail(TestDisk.Operation.SYNC, Files::isDirectory);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> jvms.append(99)).hasRootCauseMessage("Input/output error");
    }
    jvms.disk.heal();
    jvms.append(1);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
  }

  @Test
  void interval_aSyncThatThrows_isTriedAgain() throws Exception {
    CountDownLatch synced = new CountDownLatch(2);
    IntervalSync sync =
        new IntervalSync(
            Duration.ofMillis(1),
            () -> {
              synced.countDown();
              throw new OutOfMemoryError("heap");
            });
    sync.start();
    sync.written();
    synced.await();
    sync.close();
  }

  @Test
  void F10_interval_aFailedSync_rewritesWhatWasAcceptedIntoAnotherFile() throws Exception {
    Jvms jvms =
        new Jvms(
            directory,
            Jvms.small().withDurability(Durability.INTERVAL).withSyncInterval(Duration.ofDays(1)));
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tickets.add(jvms.append(i));
    }
    Object before = fileKey(jvms.files(".q").get(0));
    jvms.disk.fail(TestDisk.Operation.SYNC, path -> path.toString().endsWith(".q"));
    for (int i = 20; i < 30; i++) {
      tickets.add(jvms.append(i)); // rolls, hence syncs
    }
    assertThat(fileKey(jvms.files(".q").get(0))).isNotEqualTo(before);
    assertThat(jvms.numbers(tickets)).isSorted().hasSize(30);
    assertThat(jvms.queue.state().trouble()).as("it goes on accepting").isNull();
    assertThat(jvms.queue.state().worry())
        .isEqualTo(
            "what was accepted last survives the process, not the machine: it could not be made"
                + " durable: Input/output error");
    jvms.disk.heal();
    jvms.queue.persist();
    assertThat(jvms.queue.state().worry()).isNull();
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isSorted().hasSize(30);
  }

  @Test
  void F10_interval_whatCannotBeRewrittenAtOnce_isRewrittenLater() throws Exception {
    Jvms jvms =
        new Jvms(
            directory,
            Jvms.small().withDurability(Durability.INTERVAL).withSyncInterval(Duration.ofDays(1)));
    jvms.append(1);
    Object before = fileKey(jvms.files(".q").get(0));
    jvms.disk.fail(TestDisk.Operation.SYNC, path -> true);
    jvms.queue.persist();
    assertThat(fileKey(jvms.files(".q").get(0))).isEqualTo(before);

    jvms.disk.heal();
    jvms.append(2);
    jvms.queue.persist();
    assertThat(jvms.queue.state().worry()).as("the first is not safe yet").isNotNull();
    jvms.clock.jump(Duration.ofMinutes(1));
    jvms.adopt();
    assertThat(fileKey(jvms.files(".q").get(0))).isNotEqualTo(before);
    jvms.append(3);
    jvms.queue.persist();
    assertThat(jvms.queue.state().worry()).isNull();
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2, 3);
  }

  @Test
  void interval_syncsInTheBackgroundAfterAWrite() throws Exception {
    CountDownLatch synced = new CountDownLatch(1);
    IntervalSync sync = new IntervalSync(Duration.ofMillis(1), synced::countDown);
    sync.start();
    sync.written();
    synced.await();
    sync.close();
  }

  @Test
  void groupCommit_oneSyncServesAllWhoWroteBeforeIt() throws Exception {
    CountDownLatch firstSyncRuns = new CountDownLatch(1);
    CountDownLatch firstSyncMayEnd = new CountDownLatch(1);
    AtomicInteger syncs = new AtomicInteger();
    GroupCommit commit =
        new GroupCommit(
            syncing(
                () -> {
                  if (syncs.incrementAndGet() == 1) {
                    firstSyncRuns.countDown();
                    await(firstSyncMayEnd);
                  }
                }),
            64);
    commit.written(100);
    List<Thread> threads = new ArrayList<>();
    threads.add(waiter(commit, 100));
    firstSyncRuns.await();
    for (int end = 200; end <= 1000; end += 100) {
      commit.written(end);
      threads.add(waiter(commit, end));
    }
    for (Thread follower : threads.subList(1, threads.size())) {
      while (follower.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    firstSyncMayEnd.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(syncs).hasValue(2);
    assertThat(commit.durable()).isEqualTo(1000);
  }

  @Test
  void F10_groupCommit_aFailure_isNeverTriedAgain() {
    AtomicInteger syncs = new AtomicInteger();
    GroupCommit commit =
        new GroupCommit(
            syncing(
                () -> {
                  if (syncs.incrementAndGet() == 2) {
                    throw new IOException("Input/output error");
                  }
                }),
            64);
    commit.written(100);
    assertThat(outcome(commit, 100)).isNull();
    commit.written(200);
    assertThat(outcome(commit, 200)).isEqualTo("could not be made durable: Input/output error");
    assertThat(outcome(commit, 200)).isEqualTo("could not be made durable: Input/output error");
    assertThat(outcome(commit, 100)).isNull();
    assertThat(syncs).hasValue(2);
  }

  @Test
  void groupCommit_anErrorInTheLeader_freesTheFollowers() {
    GroupCommit commit =
        new GroupCommit(
            syncing(
                () -> {
                  throw new OutOfMemoryError("heap");
                }),
            64);
    commit.written(100);
    assertThatThrownBy(() -> commit.await(100)).isInstanceOf(OutOfMemoryError.class);
    assertThat(outcome(commit, 100))
        .isEqualTo("could not be made durable: the sync was stopped by an error");
  }

  private static Object fileKey(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private static String outcome(GroupCommit commit, long end) {
    try {
      commit.await(end);
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static Thread waiter(GroupCommit commit, long end) {
    Thread thread = new Thread(() -> assertThat(outcome(commit, end)).isNull());
    thread.start();
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Sync {
    void run() throws IOException;
  }

  private static JournalFile syncing(Sync sync) {
    return new JournalFile() {
      private final MemoryFile file = new MemoryFile(new byte[0]);

      @Override
      public void sync() throws IOException {
        sync.run();
      }

      @Override
      public long length() {
        return file.length();
      }

      @Override
      public void append(byte[] bytes, int offset, int count) {
        file.append(bytes, offset, count);
      }

      @Override
      public int read(long position, byte[] into, int offset, int count) {
        return file.read(position, into, offset, count);
      }

      @Override
      public void truncate(long length) {
        file.truncate(length);
      }

      @Override
      public void close() {}
    };
  }
}
