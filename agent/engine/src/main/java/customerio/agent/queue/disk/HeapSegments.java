package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Routing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * {@link Durability#MEMORY}: segments without a file. Their operations have sequences, tickets and
 * outcomes like all others, so order, withdrawal, dead letters and delivery know no difference;
 * only the payloads are in the tickets. Most are settled before anything is written.
 *
 * <pre>
 *   append ─▶ open ──full──▶ sealed ──all settled──▶ gone, and was never on disk
 *               │               │
 *               └───────────────┴── here for two looks, or no room, or the end:
 *                                   what is unsettled is written ─▶ a segment like any other
 * </pre>
 *
 * <p>Thread-safe: appends come one at a time, settlements and looks beside them. What cannot be
 * written stays, and nothing is added to it until it is written or delivered: at the end of the
 * process there would be no place to leave it in.
 */
final class HeapSegments {
  /** An operation is in the heap alone for two of them at most; deliveries take a tenth of one. */
  static final Duration LOOKS = Duration.ofSeconds(1);

  /** Space in the heap comes back by whole segments when it must. */
  private static final int SEGMENTS_IN_BOUND = 8;

  private static final int SMALLEST_SEGMENT_BYTES = 4 << 10;

  private final Disk disk;
  private final Clock clock;
  private final Usage usage;
  private final Settler settler;
  private final FreeSpace free;
  private final KeyRing keys;
  private final long maxBytes;
  private final long segmentBytes;

  /** Oldest first. */
  private final Deque<Segment> segments = new ArrayDeque<>();

  private Segment open;
  private long openBytes;

  /** At most so much is unsettled here; {@link #recount} makes it exact. */
  private long bytes;

  private long newest;
  private long newestAtLastLook;
  private volatile IOException failure;

  HeapSegments(
      Disk disk,
      DiskQueueSettings settings,
      Clock clock,
      Usage usage,
      Settler settler,
      FreeSpace free) {
    this.disk = disk;
    this.clock = clock;
    this.usage = usage;
    this.settler = settler;
    this.free = free;
    this.keys = settings.keys();
    this.maxBytes = settings.cacheBytes();
    this.segmentBytes =
        Math.min(
            settings.segmentBytes(),
            Math.max(SMALLEST_SEGMENT_BYTES, maxBytes / SEGMENTS_IN_BOUND));
  }

  /**
   * @throws IOException there is no room, and none could be made
   */
  JournalTicket append(
      Journals journals, long sequence, long capturedAtMillis, Routing routing, byte[] payload)
      throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    long framedBytes = RecordFormat.framedBytes(keys.storedBytes(payload.length));
    for (Segment tooMuch = tooMuch(framedBytes); tooMuch != null; tooMuch = tooMuch(framedBytes)) {
      write(tooMuch);
    }
    return add(journals, sequence, capturedAtMillis, routing, payload, framedBytes);
  }

  /** Of unsettled operations, framed as they would be on disk; at most so much. */
  synchronized long bytes() {
    return bytes;
  }

  /**
   * Writes what was here at the last look already: whatever the reason, delivery does not get rid
   * of it.
   *
   * @return whether anything is left
   */
  boolean look() throws IOException {
    for (Segment segment : old()) {
      write(segment);
    }
    return !isEmpty();
  }

  /** Writes everything that is here now. */
  void writeNow() throws IOException {
    for (Segment segment : all()) {
      write(segment);
    }
  }

  /** Writes everything, down to the last free byte: what is not written is lost. */
  void writeAll() throws IOException {
    for (Segment segment : all()) {
      settler.write(segment);
      remove(segment);
    }
    failure = null;
  }

  /** The last attempt to write succeeded. */
  boolean isWell() {
    return failure == null;
  }

  /** Of unsettled operations that are nowhere else. */
  synchronized int operations() {
    return segments.stream().mapToInt(Segment::unsettled).sum();
  }

  private void write(Segment segment) throws IOException {
    try {
      if (segment.unsettled() > 0) {
        free.require(segment.path().getParent());
        settler.write(segment);
      }
      remove(segment);
      failure = null;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private synchronized JournalTicket add(
      Journals journals,
      long sequence,
      long capturedAtMillis,
      Routing routing,
      byte[] payload,
      long framedBytes) {
    if (open != null && openBytes + framedBytes > segmentBytes) {
      seal();
    }
    if (open == null) {
      open = begin(journals, sequence);
      openBytes = 0;
    }
    JournalTicket ticket =
        new JournalTicket(
            open, sequence, 0, keys.storedBytes(payload.length), capturedAtMillis, routing);
    ticket.payload = payload;
    open.add(ticket);
    openBytes += framedBytes;
    bytes += framedBytes;
    newest = sequence;
    usage.pending(1);
    return ticket;
  }

  private Segment begin(Journals journals, long sequence) {
    Journal own = journals.own();
    Segment begun =
        Segment.create(disk, own.directory(), sequence, clock, usage, journals.nextOwnTurn(), keys);
    begun.keepInHeap();
    segments.add(begun);
    boolean known = false;
    try {
      own.add(begun);
      known = true;
    } finally {
      if (!known) {
        segments.removeLast(); // the next has its sequence, and so its name
      }
    }
    return begun;
  }

  /** The oldest when another append would exceed the bound, else null. */
  private synchronized Segment tooMuch(long framedBytes) {
    if (bytes + framedBytes <= maxBytes) {
      return null;
    }
    recount();
    if (bytes + framedBytes <= maxBytes || segments.isEmpty()) {
      return null;
    }
    if (segments.peekFirst() == open) {
      seal();
    }
    return segments.peekFirst();
  }

  private synchronized List<Segment> old() {
    recount();
    List<Segment> old = new ArrayList<>();
    for (Segment segment : segments) {
      boolean isOld = failure != null || segment.oldestSequence() <= newestAtLastLook;
      if (segment.unsettled() > 0 && isOld) {
        old.add(segment);
      }
    }
    if (old.isEmpty()) {
      failure = null; // what could not be written has been delivered
    }
    if (old.contains(open)) {
      seal();
    }
    newestAtLastLook = newest;
    return old;
  }

  private synchronized List<Segment> all() {
    seal();
    return List.copyOf(segments);
  }

  private synchronized boolean isEmpty() {
    recount();
    return bytes == 0;
  }

  private synchronized void remove(Segment segment) {
    segments.remove(segment);
    recount();
  }

  /** Makes {@link #bytes} exact. */
  synchronized void recount() {
    segments.removeIf(Segment::isSpent);
    bytes = segments.stream().mapToLong(Segment::unsettledBytes).sum();
  }

  private void seal() {
    if (open != null) {
      open.seal();
      open = null;
    }
  }
}
