package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.FaultyDisk.Operation;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When operations leave the heap, look by look. */
class HeapSegmentsTest {
  private static final DiskQueueSettings SETTINGS =
      Jvms.small().withDurability(Durability.MEMORY).withCacheBytes(16 << 10);

  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk()::living);
  private final SettableClock clock = new SettableClock();
  private final Usage usage = new Usage();
  private final Journals journals = new Journals();
  private Settler settler;
  private HeapSegments heap;
  private long sequence;

  @BeforeEach
  void start() throws IOException {
    Incidents incidents = new Incidents(clock, line -> {});
    Quarantine quarantine = new Quarantine(disk, SETTINGS, usage, incidents, journals);
    DeadLetters letters =
        new DeadLetters(disk, SETTINGS, clock, usage, incidents, journals, quarantine);
    PayloadCache cache = new PayloadCache(0);
    settler = new Settler(disk, SETTINGS, clock, usage, incidents, cache, journals, letters);
    heap = new HeapSegments(disk, SETTINGS, clock, usage, settler, new FreeSpace(disk, 0));
    InstanceDirectory directory = InstanceDirectory.create(disk, Path.of("/app"), clock);
    journals.own(new Journal(disk, directory, usage));
  }

  @Test
  void aLook_writesWhatWasThereAtTheLookBefore() throws Exception {
    append(3);
    assertThat(heap.look()).isTrue();
    assertThat(files()).isEmpty();
    assertThat(heap.look()).isFalse();
    assertThat(files()).containsExactly("seg-00000000000000000001.q");
    assertThat(heap.operations()).isZero();
  }

  @Test
  void aLook_leavesWhatIsDeliveredMeanwhile() throws Exception {
    for (int i = 0; i < 1000; i++) {
      List<Ticket> said = append(3);
      heap.look();
      settler.settle(said, new Settlement.Delivered());
    }
    assertThat(heap.look()).isFalse();
    assertThat(files()).isEmpty();
    assertThat(heap.bytes()).isZero();
  }

  @Test
  void aFileGetsOnlyWhatIsUnsettled() throws Exception {
    List<Ticket> tickets = append(10);
    settler.settle(tickets.subList(0, 9), new Settlement.Delivered());
    heap.look();
    heap.look();

    assertThat(usage.bytes()).isEqualTo(SegmentHeader.BYTES + RecordFormat.framedBytes(100));
    assertThat(((JournalTicket) tickets.get(9)).segment.read((JournalTicket) tickets.get(9)))
        .isEqualTo(Jvms.payload(9, 100));
  }

  @Test
  void whatCannotBeWritten_staysAndStopsAppends_untilItIsWritten() throws Exception {
    List<Ticket> tickets = append(3);
    heap.look();
    disk.fail(FaultyDisk.Fault.NO_SPACE, Operation.WRITE);
    assertThatThrownBy(heap::look).hasMessage("No space left on device");
    assertThatThrownBy(() -> append(1)).hasMessage("No space left on device");
    assertThat(heap.isWell()).isFalse();
    assertThat(files()).as("no half file").isEmpty();
    assertThat(tickets).allMatch(ticket -> ((JournalTicket) ticket).payload != null);

    disk.heal();
    heap.look();
    assertThat(heap.isWell()).isTrue();
    append(1);
  }

  @Test
  void whatCannotBeWritten_stopsAppends_untilItIsDelivered() throws Exception {
    List<Ticket> tickets = append(3);
    heap.look();
    disk.fail(FaultyDisk.Fault.NO_SPACE, Operation.WRITE);
    assertThatThrownBy(heap::look).hasMessage("No space left on device");
    settler.settle(tickets, new Settlement.Delivered());
    assertThat(heap.look()).isFalse();
    append(1);
  }

  private List<String> files() throws IOException {
    return disk.list(journals.own().directory().path()).stream()
        .filter(SegmentFiles::isRecords)
        .toList();
  }

  private List<Ticket> append(int count) throws IOException {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] payload = Jvms.payload((int) sequence, 100);
      sequence++;
      tickets.add(heap.append(journals, sequence, 0, Jvms.ROUTING, payload));
    }
    return tickets;
  }
}
