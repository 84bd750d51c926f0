package customerio.agent.queue.disk;

import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * 80 bytes on a 64-bit JVM with compressed references, which is why it holds the routing as numbers
 * and its sequence as a distance.
 */
final class JournalTicket implements Ticket {
  private static final AtomicIntegerFieldUpdater<JournalTicket> STAGE =
      AtomicIntegerFieldUpdater.newUpdater(JournalTicket.class, "stage");
  private static final int WAITING = 0;
  private static final int BEGUN = 1;
  private static final int WITHDRAWN = 2;

  final Segment segment;
  private final int distance;
  private final int payloadBytes;
  private final long capturedAtMillis;
  private final long destination;
  private final long person;
  private final long otherPerson;

  /** Place in the file; guarded by the segment, which may move its records together. */
  int offset;

  /** Place in the segment's table; guarded by the segment. */
  int slot;

  /** While it is cached; otherwise null. The array never changes, so a stale view does no harm. */
  byte[] payload;

  private volatile Postponement postponement;
  private volatile int stage; // WAITING; to say so here would cost each append a fence

  JournalTicket(
      Segment segment,
      long sequence,
      int offset,
      int payloadBytes,
      long capturedAtMillis,
      Routing routing) {
    this.segment = segment;
    this.distance = Math.toIntExact(sequence - segment.base());
    this.offset = offset;
    this.payloadBytes = payloadBytes;
    this.capturedAtMillis = capturedAtMillis;
    this.destination = routing.destination();
    this.person = routing.person();
    this.otherPerson = routing.otherPerson();
  }

  /** Of an intact record that a scan has found. */
  static JournalTicket of(Segment segment, ByteBuffer in, int at, int offset) {
    return new JournalTicket(
        segment,
        RecordFormat.sequence(in, at),
        offset,
        RecordFormat.payloadBytes(in, at),
        RecordFormat.capturedAtMillis(in, at),
        RecordFormat.routing(in, at));
  }

  @Override
  public long sequence() {
    return segment.base() + distance;
  }

  @Override
  public int turn() {
    return segment.turn();
  }

  @Override
  public Routing routing() {
    return new Routing(destination, person, otherPerson);
  }

  @Override
  public long capturedAtMillis() {
    return capturedAtMillis;
  }

  @Override
  public int payloadBytes() {
    return payloadBytes;
  }

  @Override
  public int attempts() {
    Postponement current = postponement;
    return current == null ? 0 : current.attempts();
  }

  @Override
  public long notBeforeMillis() {
    Postponement current = postponement;
    return current == null ? 0 : current.notBeforeMillis();
  }

  void postpone(Postponement until) {
    postponement = until;
  }

  /**
   * @return false when it is withdrawn
   */
  boolean begin() {
    return STAGE.compareAndSet(this, WAITING, BEGUN) || stage == BEGUN;
  }

  boolean isBegun() {
    return stage == BEGUN;
  }

  void release() {
    STAGE.compareAndSet(this, BEGUN, WAITING);
  }

  /**
   * @return false when it has begun, or is withdrawn already
   */
  boolean withdraw() {
    return STAGE.compareAndSet(this, WAITING, WITHDRAWN);
  }

  /** Withdraws it whether or not it has begun: a request that is under way may still arrive. */
  void discard() {
    stage = WITHDRAWN;
  }

  boolean isWithdrawn() {
    return stage == WITHDRAWN;
  }

  /** From the segment's base. */
  int distance() {
    return distance;
  }

  long destination() {
    return destination;
  }

  boolean isWaiting() {
    return stage == WAITING;
  }

  long framedBytes() {
    return RecordFormat.framedBytes(payloadBytes);
  }

  /** Says where it is, not what it is about. */
  @Override
  public String toString() {
    return "ticket " + sequence();
  }
}
