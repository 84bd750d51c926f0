package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shelf of segments that are, or were, in the heap alone. */
class HeapShelfTest {
  private static final long DESTINATION = Jvms.ROUTING.destination();

  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms =
        new Jvms(
            directory, Jvms.small().withDurability(Durability.MEMORY).withCacheBytes(64 << 10));
  }

  @AfterEach
  void close() {
    jvms.close();
  }

  @Test
  void shelvedInTheHeap_keepsItsPayload() throws Exception {
    Ticket ticket = jvms.append(1);
    assertThat(jvms.queue.shelve(ticket)).isTrue();
    assertThat(jvms.queue.read(ticket)).isEqualTo(Jvms.payload(1, 100));
    assertThat(jvms.numbers(take())).containsExactly(1);
  }

  @Test
  void shelvedInTheHeap_isWrittenAndComesBack() {
    jvms.queue.shelve(jvms.append(1));
    jvms.queue.persist();

    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
  }

  /** Then there are no outcomes to be read: the one that was put off never had a file. */
  @Test
  void putOffAndDeliveredInTheHeap_doesNotKeepOthersOnTheShelf() {
    Ticket first = jvms.append(1);
    Ticket second = jvms.append(2);
    jvms.queue.settle(List.of(first), new Settlement.Retry(1, 1));
    jvms.queue.settle(List.of(first), new Settlement.Delivered());
    jvms.queue.persist();

    jvms.queue.shelve(second);
    assertThat(jvms.numbers(take())).containsExactly(2);
  }

  @Test
  void putOffOnTheShelfInTheHeap_staysPutOff() {
    Ticket ticket = jvms.append(1);
    jvms.queue.shelve(ticket);
    jvms.queue.settle(List.of(ticket), new Settlement.Retry(3, 5));
    jvms.queue.persist();

    Ticket taken = take().get(0);
    assertThat(List.of((long) taken.attempts(), taken.notBeforeMillis()))
        .isEqualTo(List.of(3L, 5L));
  }

  /** Two threads of the application say something, and the later one is shelved first. */
  @Test
  void shelvedLate_isNotOvertakenByASearchThatDidNotSeeIt() {
    JournalTicket first = (JournalTicket) jvms.append(1);
    JournalTicket second = (JournalTicket) jvms.append(2);
    Segment segment = first.segment;
    jvms.queue.shelve(second);
    int before = segment.moves();
    jvms.queue.shelve(first);

    assertThat(segment.unshelve(List.of(second), before)).isFalse();
    assertThat(jvms.numbers(take())).containsExactly(1, 2);
  }

  /** Nobody tells the ticket of what is on the shelf where the record is now. */
  @Test
  void givenUpOnTheShelf_afterItsRecordMoved_isACompleteLetter() throws Exception {
    Ticket ticket = jvms.append(1);
    jvms.queue.shelve(ticket);
    jvms.queue.persist();
    jvms.queue.settle(List.of(ticket), new Settlement.Dead("rejected"));

    List<byte[]> letters = new ArrayList<>();
    jvms.queue.forEachDeadLetter(letter -> letters.add(letter.payload()));
    assertThat(letters).containsExactly(Jvms.payload(1, 100));
  }

  private List<Ticket> take() {
    List<Ticket> taken = new ArrayList<>();
    jvms.queue.unshelve(DESTINATION, 10, taken::add);
    return taken;
  }
}
