package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Routing;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What must not fail when it is half done takes no memory. */
class TicketTableTest {
  private static final int TICKETS = 1000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void add_afterReserve_takesNoMemory() {
    assertThat(bytesOfAdding(TICKETS)).isPositive(); // or this could not see any
    List<JournalTicket> tickets = tickets();
    TicketTable table = new TicketTable();
    table.reserve(TICKETS);

    long before = allocated();
    for (int i = 0; i < TICKETS; i++) {
      table.add(tickets.get(i));
    }
    assertThat(allocated() - before).isZero();
    assertThat(table.all()).isEqualTo(tickets);
  }

  @Test
  void reserve_withHalfOfTheSlotsEmpty_keepsAllInOrder() {
    List<JournalTicket> tickets = tickets();
    TicketTable table = new TicketTable();
    tickets.forEach(table::add);
    tickets.subList(0, 900).forEach(table::take);
    table.reserve(TICKETS);

    assertThat(table.all()).isEqualTo(tickets.subList(900, TICKETS));
    assertThat(tickets.subList(900, TICKETS)).allMatch(table::holds);
    assertThat(tickets.subList(0, 900)).noneMatch(table::holds);
  }

  /** At the end of a move, when the old places are gone already. */
  @Test
  void relocate_takesNoMemory() {
    List<JournalTicket> tickets = tickets();
    TicketTable table = new TicketTable();
    tickets.forEach(table::add);
    table.take(tickets.get(1));
    long[] sequences = LongStream.range(1, TICKETS).toArray();
    int[] offsets = IntStream.range(1, TICKETS).map(i -> 1_000_000 + i).toArray();
    new TicketTable().relocate(sequences, offsets);

    long before = allocated();
    table.relocate(sequences, offsets);
    assertThat(allocated() - before).isZero();
    assertThat(tickets.stream().map(ticket -> ticket.offset).toList())
        .isEqualTo(IntStream.range(0, TICKETS).mapToObj(i -> i < 2 ? i : 1_000_000 + i).toList());
  }

  /** Loads and links all that it needs, too. */
  private static long bytesOfAdding(int count) {
    List<JournalTicket> tickets = tickets();
    TicketTable table = new TicketTable();
    table.reserve(1);
    long before = allocated();
    for (int i = 0; i < count; i++) {
      table.add(tickets.get(i));
    }
    return allocated() - before;
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Their offsets are their sequences. */
  private static List<JournalTicket> tickets() {
    SegmentHeader header = SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, 0, 0, new UUID(1, 2));
    Segment segment =
        new Segment(
            new TestDisk(),
            Path.of("0.q"),
            header,
            0,
            new OutcomeLog(new TestDisk(), Path.of("0.o"), header.ofOutcomes(), 0, new Usage()),
            0,
            KeyRing.NONE);
    Routing routing = new Routing(1, 2, 3);
    return IntStream.range(0, TICKETS)
        .mapToObj(i -> new JournalTicket(segment, i, i, 100, 0, routing))
        .toList();
  }
}
