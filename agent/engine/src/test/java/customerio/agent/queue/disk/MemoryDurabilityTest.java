package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Durability {@code memory}: what reaches the disk, when, and what a kill may cost. */
class MemoryDurabilityTest {
  /** Room for 204 operations of 160 bytes. */
  private static final int HEAP = 32 << 10;

  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small().withDurability(Durability.MEMORY).withCacheBytes(HEAP));
  }

  @Test
  void whatIsDelivered_neverReachesTheDisk() throws Exception {
    for (int i = 0; i < 2000; i++) {
      Ticket ticket = jvms.append(i);
      assertThat(jvms.number(ticket)).isEqualTo(i);
      jvms.queue.settle(List.of(ticket), new Settlement.Delivered());
    }

    assertThat(jvms.disk.writes()).as("but for owner.json").isEqualTo(1);
    assertThat(jvms.queue.state().bytes()).isZero();
    jvms.queue.close();
    assertThat(jvms.app).isEmptyDirectory();
  }

  @Test
  void anOrderlyEnd_losesNothing() throws Exception {
    List<Ticket> tickets = append(0, 100);
    jvms.queue.settle(tickets.subList(10, 20), new Settlement.Delivered());
    jvms.queue.settle(tickets.subList(20, 22), new Settlement.Retry(3, 77));
    jvms.queue.withdraw(tickets.get(30));
    jvms.queue.settle(tickets.subList(40, 41), new Settlement.Dead("rejected"));

    jvms.restart();
    List<Ticket> adopted = jvms.adopt();

    List<Integer> expected = new ArrayList<>(range(0, 100));
    expected.removeAll(range(10, 20));
    expected.removeAll(List.of(30, 40));
    assertThat(jvms.numbers(adopted)).isEqualTo(expected);
    assertThat(adopted.subList(10, 13)).extracting(Ticket::attempts).containsExactly(3, 3, 0);
    assertThat(adopted.get(10).notBeforeMillis()).isEqualTo(77);
    List<Integer> letters = new ArrayList<>();
    jvms.queue.forEachDeadLetter(letter -> letters.add(Jvms.number(letter.payload())));
    assertThat(letters).containsExactly(40);
  }

  @Test
  void aKill_losesWhatIsInTheHeapAlone() {
    append(0, 10);
    jvms.crash();
    assertThat(jvms.adopt()).isEmpty();
  }

  @Test
  void moreThanTheHeapMayHold_leavesItOldestFirst() {
    List<Ticket> tickets = append(0, 1000);

    assertThat(jvms.numbers(tickets)).as("readable wherever they are").isEqualTo(range(0, 1000));
    jvms.crash();
    List<Ticket> adopted = jvms.adopt();
    assertThat(adopted).hasSizeBetween(1000 - HEAP / 160, 999);
    assertThat(jvms.numbers(adopted)).isEqualTo(range(0, adopted.size()));
  }

  @Test
  void persist_writesWhatIsThereAndEverythingAfterwards() {
    append(0, 10);
    jvms.queue.persist();
    append(10, 20);
    jvms.queue.persist();
    append(20, 30);

    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(0, 30));
  }

  /** A replay takes dead letters off the disk after it. */
  @Test
  void sync_putsOnDiskWhatIsInTheHeap_andTheRestStaysInTheHeap() throws Exception {
    append(0, 10);
    jvms.queue.sync();
    append(10, 20);

    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(0, 10));
  }

  @Test
  void persist_ofWhatWasSettledAfterwards_leavesNothing() throws Exception {
    List<Ticket> tickets = append(0, 10);
    jvms.queue.persist();
    jvms.queue.settle(tickets, new Settlement.Delivered());

    jvms.crash();
    assertThat(jvms.adopt()).isEmpty();
  }

  @Test
  void aFullDisk_refusesWhenTheHeapIsFull_andHealsByDelivery() throws Exception {
    jvms.disk.fillUpAfter(0);
    List<Ticket> tickets = append(0, 200);
    assertThat(jvms.queue.state().trouble()).as("nothing has to be written yet").isNull();
    assertThatThrownBy(() -> tickets.addAll(append(200, 300)))
        .hasRootCauseMessage("No space left on device");
    assertThat(jvms.queue.state().trouble()).contains("No space left on device");
    long accepted = jvms.queue.state().pending();

    jvms.queue.settle(tickets, new Settlement.Delivered());
    jvms.queue.adopt(ticket -> {}); // each minute; the look each second does the same
    jvms.disk.heal();
    jvms.queue.adopt(ticket -> {});
    assertThat(jvms.queue.state().trouble()).isNull();
    append(300, 301);

    jvms.restart();
    assertThat(jvms.adopt()).hasSize((int) accepted - 200 + 1);
  }

  @Test
  void anEndOnAFullDisk_saysWhatMayBeLost() throws Exception {
    append(0, 10);
    jvms.disk.fillUpAfter(0);
    jvms.queue.persist();

    assertThat(jvms.log)
        .containsExactly(
            "queue could not write 10 operations that are in memory (queue.durability=memory); they"
                + " are lost unless they are delivered before the process ends: cannot write to "
                + jvms.app
                + ": No space left on device");
    jvms.disk.heal();
    jvms.queue.close();
    jvms.start();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(0, 10));
  }

  @Test
  void theBound_coversTheHeap_forItMayHaveToGoToTheDisk() throws Exception {
    jvms.close();
    jvms = new Jvms(directory, jvms.settings.withMaxBytes(16 << 10));
    List<Ticket> tickets = new ArrayList<>();
    assertThatThrownBy(() -> fill(tickets)).isInstanceOf(QueueFullException.class);
    assertThat(tickets).hasSize((16 << 10) / 160);

    jvms.queue.settle(tickets.subList(0, 50), new Settlement.Delivered());
    append(200, 250);
  }

  @Test
  void aDirectoryRemovedFromUnderUs_isMadeAgain() throws Exception {
    append(0, 10);
    Jvms.deleteAll(jvms.app);
    jvms.adopt();
    append(10, 20);

    jvms.restart();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(0, 20));
  }

  private void fill(List<Ticket> into) throws QueueFullException, IOException {
    while (true) {
      into.add(jvms.queue.append(Jvms.ROUTING, 0, Jvms.payload(into.size(), 100)));
    }
  }

  private List<Ticket> append(int from, int to) {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = from; i < to; i++) {
      tickets.add(jvms.append(i));
    }
    return tickets;
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
