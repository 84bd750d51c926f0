package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullAndFailingDiskTest {
  @TempDir Path directory;

  @Test
  void F07_diskFullDuringAppend_refusesAndMendsItself() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.append(1);
    for (int room = 0; room < 160; room += 7) { // whatever part of the record gets through
      jvms.disk.fillUpAfter(room);
      assertThatThrownBy(() -> jvms.queue.append(Jvms.ROUTING, 0, Jvms.payload(99, 100)))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
      assertThat(jvms.queue.state().trouble()).contains("No space left on device");
      assertThat(jvms.queue.state().pending()).isEqualTo(1 + room / 7);
      jvms.disk.heal();
      jvms.append(2 + room / 7, 50);
      assertThat(jvms.queue.state().trouble()).isNull();
    }
    jvms.disk.fillUpAfter(80);
    assertThatThrownBy(() -> jvms.append(99)).hasRootCauseMessage("No space left on device");
    jvms.crash();
    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).isEqualTo(IntStream.rangeClosed(1, 24).boxed().toList());
    assertThat(jvms.queue.state().corruptRecords()).isZero();
  }

  @Test
  void F07_aDiskThatIsFullOfOurOwn_acceptsAgainOnceThatIsDelivered() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tickets.add(jvms.append(i));
    }
    jvms.disk.fillUpAfter(100);
    assertThatThrownBy(() -> jvms.append(99)).hasRootCauseMessage("No space left on device");
    jvms.queue.settle(tickets, new Settlement.Delivered());
    jvms.disk.freedByDeleting();
    jvms.append(10);
    assertThat(jvms.queue.state().trouble()).isNull();
  }

  @Test
  void aPartialRecordThatCannotBeCutOff_isLeftBehindInAClosedSegment() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.append(1);
    jvms.disk.fillUpAfter(80);
    jvms.disk.fail(TestDisk.Operation.TRUNCATE, path -> true);
    assertThatThrownBy(() -> jvms.append(99)).hasRootCauseMessage("No space left on device");
    jvms.disk.fillUpAfter(Long.MAX_VALUE);
    jvms.append(2);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
    assertThat(jvms.files(".q")).hasSize(2);
  }

  @Test
  void noSpaceForANewSegment_leavesNothingBehind() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.disk.fillUpAfter(10);
    assertThatThrownBy(() -> jvms.append(1)).hasRootCauseMessage("No space left on device");
    assertThat(jvms.files(".q")).isEmpty();
    assertThat(jvms.queue.state().bytes()).isZero();
    jvms.disk.heal();
    jvms.append(2);
    assertThat(jvms.queue.state().bytes()).isEqualTo(64 + 160);
  }

  @Test
  void F08_diskFullForOutcomes_theyWaitInTheHeapAndSegmentsStillGo() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tickets.add(jvms.append(i));
    }
    assertThat(jvms.files(".q")).hasSize(3);
    jvms.disk.fillUpAfter(0);
    jvms.queue.settle(tickets.subList(0, 40), new Settlement.Delivered());
    assertThat(jvms.files(".q")).hasSize(2);
    assertThat(jvms.files(".ack")).allSatisfy(file -> assertThat(file).isEmptyFile());
    jvms.disk.heal();
    jvms.queue.settle(List.of(), new Settlement.Delivered());

    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(IntStream.range(40, 60).boxed().toList());
  }

  @Test
  void aSegmentThatCannotBeDeleted_isDeletedLater() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tickets.add(jvms.append(i));
    }
    jvms.disk.fail(TestDisk.Operation.DELETE, path -> true);
    jvms.queue.settle(tickets, new Settlement.Delivered());
    assertThat(jvms.files(".q")).hasSize(2);
    jvms.disk.heal();
    jvms.queue.settle(List.of(), new Settlement.Delivered());
    assertThat(jvms.files(".q")).hasSize(1);
    assertThat(jvms.log)
        .singleElement()
        .asString()
        .startsWith("queue could not remove files of 0000000001-");
  }

  @Test
  void theBound_refusesAndFreesItselfBySettling() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withMaxBytes(10_000));
    List<Ticket> tickets = new ArrayList<>();
    while (true) {
      try {
        tickets.add(jvms.queue.append(Jvms.ROUTING, 0, Jvms.payload(tickets.size(), 100)));
      } catch (QueueFullException e) {
        break;
      }
    }
    QueueState full = jvms.queue.state();
    assertThat(full.bytes()).isLessThanOrEqualTo(10_000);
    assertThat(full.pending()).isEqualTo(61);
    assertThat(full.trouble())
        .isEqualTo(
            "the queue is full: 61 undelivered operations, 9952 of 10000 bytes (queue.max-bytes)");
    jvms.queue.settle(tickets, new Settlement.Delivered());
    jvms.append(1);
    assertThat(jvms.queue.state().trouble()).isNull();
    assertThat(jvms.queue.state().pending()).isEqualTo(1);
  }

  @Test
  void aFewOldOperations_doNotPinTheirSegments() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withMaxBytes(16_000));
    List<Ticket> kept = new ArrayList<>();
    int number = 0;
    for (int round = 0; round < 40; round++) { // many times the bound, five of each hundred stay
      List<Ticket> delivered = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Ticket ticket = jvms.append(number++);
        if (i == 7 && round < 10) {
          kept.add(ticket);
        } else {
          delivered.add(ticket);
        }
      }
      jvms.queue.settle(delivered, new Settlement.Delivered());
    }
    assertThat(jvms.numbers(kept)).containsExactly(7, 27, 47, 67, 87, 107, 127, 147, 167, 187);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt()))
        .containsExactly(7, 27, 47, 67, 87, 107, 127, 147, 167, 187);
  }

  @Test
  void littleFreeSpaceOnThePartition_isLeftToTheApplication() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withMinFreeBytes(5000));
    jvms.disk.fillUpAfter(4999);
    assertThatThrownBy(() -> jvms.queue.append(Jvms.ROUTING, 0, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage("the partition has less than the 5000 free bytes that are left to others");
    jvms.disk.fillUpAfter(5000);
    jvms.append(1);
  }

  @Test
  void F32_anErrorInTheMiddleOfAnAppend_leavesLockAndJournalInOrder() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.append(1);
    for (Error error : List.of(new OutOfMemoryError("heap"), new StackOverflowError())) {
      jvms.disk.throwAfterWriting(error);
      assertThatThrownBy(() -> jvms.append(99)).isSameAs(error);
      jvms.disk.heal();
    }
    Thread other = new Thread(() -> jvms.append(2));
    other.start();
    other.join();
    assertThat(jvms.queue.state().pending()).isEqualTo(2);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
    assertThat(jvms.queue.state().corruptRecords()).isZero();
  }

  @Test
  void anUnusableDirectory_isSaidOncePerMinuteAndHealsWhenItCanBeUsed() throws Exception {
    Path obstacle = Files.writeString(directory.resolve("app"), "a file");
    Jvms jvms = new Jvms(directory, Jvms.small());
    assertThat(jvms.queue.state().trouble()).contains("FileAlreadyExistsException");
    assertThatThrownBy(() -> jvms.queue.append(Jvms.ROUTING, 0, new byte[1]))
        .isInstanceOf(IOException.class);
    assertThat(jvms.adopt()).isEmpty();
    assertThat(jvms.log).hasSize(1);
    jvms.clock.jump(Duration.ofMinutes(-1));
    assertThatThrownBy(() -> jvms.append(1)).isNotNull();
    assertThat(jvms.log).hasSize(2);

    Files.delete(obstacle);
    jvms.append(1);
    assertThat(jvms.queue.state().trouble()).isNull();
    assertThat(jvms.log).last().isEqualTo("queue accepts operations again");
  }

  @Test
  void aDirectoryRemovedFromUnderUs_isReplaced() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withCacheBytes(1 << 20));
    Ticket first = jvms.append(1);
    Jvms.deleteAll(jvms.app);
    jvms.adopt();
    jvms.append(2);
    assertThat(jvms.numbers(List.of(first))).containsExactly(1); // still in the heap
    jvms.queue.settle(List.of(first), new Settlement.Delivered());
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
  }

  @Test
  void aDirectoryRemovedFromUnderUs_isReplacedWhenASegmentCannotBeStarted() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    Jvms.deleteAll(jvms.app);
    assertThatThrownBy(() -> jvms.append(1)).hasCauseInstanceOf(NoSuchFileException.class);
    jvms.append(2);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
  }

  @Test
  void aFileSystemWithoutLocks_isNotLitteredWithDirectories() {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.close();
    jvms.disk = new TestDisk();
    jvms.disk.fail(TestDisk.Operation.HOLD, path -> true);
    jvms.queue = DiskQueue.open(jvms.disk, jvms.app, jvms.settings, jvms.clock, jvms.log::add);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> jvms.append(1)).hasRootCauseMessage("Input/output error");
    }
    assertThat(jvms.app).isEmptyDirectory();
    jvms.disk.heal();
    assertThat(jvms.numbers(List.of(jvms.append(2)))).containsExactly(2);
  }

  /** Neither with directories nor with descriptors of their locks. */
  @Test
  void aFileSystemThatTellsNoOwner_isNotLitteredWithDirectories() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.close();
    jvms.disk = new TestDisk();
    jvms.disk.fail(TestDisk.Operation.OWNER, path -> true);
    jvms.queue = DiskQueue.open(jvms.disk, jvms.app, jvms.settings, jvms.clock, jvms.log::add);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> jvms.append(1)).hasRootCauseMessage("Input/output error");
    }
    assertThat(jvms.app).isEmptyDirectory();
    jvms.disk.heal();
    assertThat(jvms.numbers(List.of(jvms.append(2)))).containsExactly(2);
  }

  /**
   * Another JVM that looks for orphans takes a directory in the moment between its making and its
   * lock.
   */
  @Test
  void aNewDirectoryThatAnotherJvmTookForAnOrphan_isReplacedAtOnce() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.close();
    jvms.log.clear();
    jvms.disk = new TestDisk();
    AtomicInteger left = new AtomicInteger(1);
    jvms.disk.fail(
        TestDisk.Operation.HOLD,
        path -> {
          if (left.getAndDecrement() > 0) {
            assertThat(path.toFile().delete()).isTrue();
          }
          return false;
        });
    jvms.queue = DiskQueue.open(jvms.disk, jvms.app, jvms.settings, jvms.clock, jvms.log::add);

    assertThat(jvms.queue.state().trouble()).isNull();
    assertThat(jvms.log).isEmpty();
    assertThat(jvms.numbers(List.of(jvms.append(1)))).containsExactly(1);
  }
}
