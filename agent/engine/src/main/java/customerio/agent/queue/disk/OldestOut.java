package customerio.agent.queue.disk;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * {@link FullPolicy#DROP_OLDEST}: gives up the oldest operations, a segment's worth at a time, as
 * space comes back by whole segments. Never one that may be on its way: the same step that decides
 * between a delivery and a withdrawal decides here.
 *
 * <p>They are counted and said, and do not become dead letters, which would take the very space
 * that is wanted. What is left keeps its order.
 */
final class OldestOut implements WhenFull {
  private final Disk disk;
  private final DiskQueueSettings settings;
  private final Usage usage;
  private final Incidents incidents;
  private final Journals journals;
  private final Settler settler;
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean dropping;
  private volatile Consumer<List<Ticket>> listener = tickets -> {};

  OldestOut(
      Disk disk,
      DiskQueueSettings settings,
      Usage usage,
      Incidents incidents,
      Journals journals,
      Settler settler) {
    this.disk = disk;
    this.settings = settings;
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
    this.settler = settler;
  }

  /**
   * @param told of what is given up, before it is forgotten
   */
  void onDropped(Consumer<List<Ticket>> told) {
    listener = told;
  }

  @Override
  public JournalTicket insist(Attempt attempt, QueueFullException refusal)
      throws QueueFullException, IOException {
    QueueFullException last = refusal;
    while (drop()) {
      try {
        return attempt.make();
      } catch (QueueFullException still) {
        last = still;
      }
    }
    throw last;
  }

  long dropped() {
    return dropped.get();
  }

  /** From the first drop until half of the queue is free; null = all is well. */
  String loss() {
    if (dropping && hasRecovered()) {
      dropping = false;
    }
    return dropping
        ? "the queue is full and gives up its oldest operations (queue.full-policy=drop-oldest): "
            + dropped
            + " since start"
        : null;
  }

  /** A segment that takes appends counts as full even if all in it is delivered. */
  private boolean hasRecovered() {
    return usage.pending() == 0 || usage.bytes() < settings.maxBytes() / 2;
  }

  /**
   * @return false when nothing can be given up
   */
  private synchronized boolean drop() {
    for (Segment segment : journals.oldestFirst()) {
      List<Ticket> taken = take(segment);
      if (!taken.isEmpty()) {
        dropped.addAndGet(taken.size());
        dropping = true;
        incidents.dropped(taken.size());
        try {
          listener.accept(taken);
        } finally {
          // nobody else may settle what is withdrawn, and the next start would deliver it
          settler.settle(taken, new Settlement.Withdrawn());
        }
        return true;
      }
    }
    return false;
  }

  private List<Ticket> take(Segment segment) {
    List<Ticket> taken = new ArrayList<>();
    for (JournalTicket ticket : unsettled(segment)) {
      JournalTicket withdrawn = segment.withdraw(ticket);
      if (withdrawn != null) {
        taken.add(withdrawn);
      }
    }
    return taken;
  }

  private List<JournalTicket> unsettled(Segment segment) {
    try {
      return SegmentCopy.listed(disk, segment);
    } catch (IOException e) {
      incidents.upkeepFails("read " + segment.path().getFileName(), e);
      return List.of(); // then it is not what gives way
    }
  }
}
