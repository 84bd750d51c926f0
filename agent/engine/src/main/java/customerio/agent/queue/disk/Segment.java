package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Shelved;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

/**
 * One segment file, the table of those of its unsettled operations that have a ticket, and the
 * shelf of those that have none. Thread-safe; appending and settling meet here only for the time of
 * a table access, never for that of a write.
 */
final class Segment {
  private final Path path;
  private final SegmentHeader header;
  private final int salt;
  private final OutcomeLog outcomes;
  private final int turn;
  private final KeyRing keys;

  private final Object reading = new Object();
  private final SegmentReader reader;

  private final TicketTable table = new TicketTable();
  private final Shelf shelf = new Shelf();

  /** Those on the shelf while the segment is in the heap: the only place of their payloads. */
  private final TreeMap<Long, JournalTicket> aside = new TreeMap<>();

  private int moves;
  private boolean postponing;
  private boolean disordered;
  private long bytes;
  private boolean sealed;
  private boolean pinned;
  private volatile boolean inHeap;

  /**
   * @param turn see {@link JournalTicket#turn}
   */
  Segment(
      Disk disk,
      Path path,
      SegmentHeader header,
      long bytes,
      OutcomeLog outcomes,
      int turn,
      KeyRing keys) {
    this.path = path;
    this.header = header;
    this.salt = SegmentHeader.salt(header.instance());
    this.reader = new SegmentReader(disk, path, salt);
    this.bytes = bytes;
    this.outcomes = outcomes;
    this.turn = turn;
    this.keys = keys;
  }

  /** One that begins; there is no file yet. */
  static Segment create(
      Disk disk,
      InstanceDirectory directory,
      long base,
      Clock clock,
      Usage usage,
      int turn,
      KeyRing keys) {
    String name = SegmentFiles.records(base);
    Path path = directory.path().resolve(name);
    SegmentHeader header =
        SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, base, clock.millis(), directory.id());
    Path outcomes = path.resolveSibling(SegmentFiles.outcomesOf(name));
    OutcomeLog log = new OutcomeLog(disk, outcomes, header.ofOutcomes(), 0, usage);
    return new Segment(disk, path, header, 0, log, turn, keys);
  }

  Path path() {
    return path;
  }

  SegmentHeader header() {
    return header;
  }

  long base() {
    return header.base();
  }

  int salt() {
    return salt;
  }

  OutcomeLog outcomes() {
    return outcomes;
  }

  int turn() {
    return turn;
  }

  /** Before a record is written, so that afterwards nothing can fail for want of memory. */
  synchronized void reserve() {
    table.reserve(1);
  }

  /** Something was appended, and the file reaches to here now. */
  synchronized void add(JournalTicket ticket, long newBytes) {
    add(ticket);
    bytes = newBytes;
  }

  synchronized void add(JournalTicket ticket) {
    table.add(ticket);
  }

  /**
   * @return whether the operation was still unsettled; it no longer is
   */
  synchronized boolean remove(JournalTicket ticket) {
    if (table.holds(ticket)) {
      table.take(ticket);
      return true;
    }
    boolean shelved = shelf.remove(ticket);
    if (shelved) {
      moves++;
      aside.remove(ticket.sequence());
    }
    return shelved;
  }

  /** The operation is unsettled, and no other ticket stands for it. */
  synchronized boolean keeps(JournalTicket ticket) {
    return table.holds(ticket) || shelf.contains(ticket.distance());
  }

  /** Found by recovery; its ticket is not kept. */
  synchronized void addShelved(JournalTicket ticket) {
    shelf.add(ticket);
  }

  /** See {@link customerio.agent.queue.DurableQueue#shelve}. */
  synchronized boolean shelve(JournalTicket ticket) {
    if (table.holds(ticket) && ticket.isWaiting()) {
      if (inHeap) {
        aside.put(ticket.sequence(), ticket);
      }
      int passed = shelf.isBehindAll(ticket) ? 0 : 1;
      shelf.add(ticket);
      moves += passed;
      table.take(ticket); // the last, as until here memory may end
    }
    return shelf.contains(ticket.distance());
  }

  synchronized boolean isShelved(long sequence) {
    long distance = sequence - base(); // of a misplaced record it may be anything
    return distance >= 0 && distance <= Integer.MAX_VALUE && shelf.contains((int) distance);
  }

  synchronized Shelved shelved(long destination) {
    return shelf.of(destination, turn);
  }

  /** Where in the file to look for the first operation of a destination. */
  synchronized int searchFrom(long destination) {
    return shelf.from(destination);
  }

  synchronized void searchFromStart() {
    shelf.searchFromStart();
  }

  /** Changes when what a search for {@link #unshelve} has found may no longer be the first. */
  synchronized int moves() {
    return moves;
  }

  /**
   * Puts tickets into the table for what was found to be on the shelf.
   *
   * @param found the first of a destination, in their order
   * @param movesBefore the search; when it has changed, the search was in vain and nothing happens
   */
  synchronized boolean unshelve(List<JournalTicket> found, int movesBefore) {
    if (moves != movesBefore) {
      return false;
    }
    table.reserve(found.size());
    for (JournalTicket ticket : found) {
      shelf.removeFirst(ticket);
      aside.remove(ticket.sequence());
      add(ticket);
    }
    return true;
  }

  /** These cannot be found in the file, which stays for whoever may find them. */
  synchronized void writeOff(long destination, int missing) {
    shelf.writeOff(destination, missing);
    pinned = true;
  }

  /**
   * Withdraws an operation, whichever ticket stands for it now.
   *
   * @return that ticket; null when its sending has begun, or it is settled
   */
  synchronized JournalTicket withdraw(JournalTicket ticket) {
    JournalTicket current = standing(ticket);
    return current != null && current.withdraw() ? current : null;
  }

  /** The ticket that stands for the operation from now on; null when it is settled. */
  synchronized JournalTicket standing(JournalTicket ticket) {
    reserve();
    if (shelf.remove(ticket)) {
      moves++;
      aside.remove(ticket.sequence());
      add(ticket);
    }
    return table.holds(ticket) ? ticket : table.find(ticket.sequence());
  }

  /** Its records do not lie in the order of their sequences: a disk or a person moved some. */
  synchronized void disordered() {
    disordered = true;
  }

  synchronized boolean isDisordered() {
    return disordered;
  }

  /** Some of its operations were put off. */
  synchronized void postponing() {
    postponing = true;
  }

  synchronized boolean isPostponing() {
    return postponing;
  }

  /** Where its record is in the file. */
  synchronized int offset(JournalTicket ticket) {
    return ticket.offset;
  }

  /** With and without tickets. */
  synchronized int unsettled() {
    return table.count() + shelf.count();
  }

  synchronized int onShelf() {
    return shelf.count();
  }

  /** Capture time of about the first unsettled operation; {@link Long#MAX_VALUE} = none. */
  synchronized long oldestCapturedAtMillis() {
    return Math.min(table.oldestCapturedAtMillis(), shelf.oldest());
  }

  synchronized List<JournalTicket> tickets() {
    return table.all();
  }

  synchronized long unsettledBytes() {
    return table.framedBytes() + shelf.framedBytes();
  }

  /** Its payloads are in the tickets; a {@link #replace} puts them into a file. */
  synchronized void keepInHeap() {
    inHeap = true;
  }

  boolean isInHeap() {
    return inHeap;
  }

  /** What is on the shelf while the segment is in the heap, in order. */
  synchronized List<JournalTicket> aside() {
    return aside.values().stream().filter(ticket -> shelf.contains(ticket.distance())).toList();
  }

  /** Sequence of the first unsettled operation; {@link Long#MAX_VALUE} = none. */
  synchronized long oldestSequence() {
    long shelved = aside.isEmpty() ? Long.MAX_VALUE : aside.firstKey();
    return tickets().stream().mapToLong(JournalTicket::sequence).reduce(shelved, Math::min);
  }

  synchronized void setBytes(long newBytes) {
    bytes = newBytes;
  }

  synchronized long bytes() {
    return bytes;
  }

  /** Nothing is appended any more. */
  synchronized void seal() {
    sealed = true;
  }

  /** It holds something that this version does not understand, so it must stay. */
  synchronized void pin() {
    pinned = true;
  }

  /** Nothing in it is to be delivered, but it is not ours to delete. */
  synchronized boolean isLeftAlone() {
    return pinned && unsettled() == 0;
  }

  /** Nothing in it is needed any more. */
  synchronized boolean isSpent() {
    return sealed && unsettled() == 0 && !pinned;
  }

  /** Mostly settled records, kept by a few that are not. */
  synchronized boolean isSparse() {
    return sealed && !pinned && unsettled() > 0 && unsettledBytes() < bytes / 4;
  }

  byte[] read(JournalTicket ticket) throws IOException {
    byte[] held = ticket.payload;
    if (held != null && isInHeap()) {
      return held;
    }
    byte[] payload = SealedRecord.payload(keys, readRecord(ticket));
    if (payload == null) {
      throw reader.damaged(ticket);
    }
    return payload;
  }

  /** Header and payload as they are in the file; the checksums hold. */
  byte[] readRecord(JournalTicket ticket) throws IOException {
    synchronized (reading) {
      int offset;
      synchronized (this) {
        if (!keeps(ticket)) {
          throw new IOException("operation " + ticket.sequence() + " is settled already");
        }
        offset = ticket.offset;
      }
      return reader.read(ticket, offset);
    }
  }

  /** For records that are written to its file for the first time. */
  RecordFrame newFrame() {
    return new RecordFrame(keys.newSeal());
  }

  /** The same while nothing is settled; another ticket may stand for it meanwhile. */
  byte[] copy(JournalTicket ticket) throws IOException {
    synchronized (reading) {
      return reader.read(ticket, ticket.offset);
    }
  }

  /**
   * Lets the file be replaced by one that holds the unsettled records only.
   *
   * @param sequences of them, ascending, in the order of {@code offsets}
   * @param replacement makes the new file the file
   */
  void replace(long[] sequences, int[] offsets, long newBytes, Replacement replacement)
      throws IOException {
    synchronized (reading) {
      reader.close();
      replacement.run();
      synchronized (this) {
        table.relocate(sequences, offsets);
        shelf.searchFromStart();
        moves++;
        bytes = newBytes;
        inHeap = false;
        aside.clear();
      }
    }
  }

  /** Moves the new file into place. */
  interface Replacement {
    void run() throws IOException;
  }

  /** Never throws. */
  void close() {
    synchronized (reading) {
      reader.close();
    }
    outcomes.close();
  }
}
