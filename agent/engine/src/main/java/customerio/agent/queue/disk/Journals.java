package customerio.agent.queue.disk;

import customerio.agent.queue.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The journals this queue holds: its own, and those it took over from the dead. Thread-safe. */
final class Journals {
  private final List<Journal> all = new CopyOnWriteArrayList<>();
  private volatile Journal own;
  private final AtomicInteger nextOwnTurn = new AtomicInteger(Ticket.FIRST_OWN_TURN);

  /** The one that takes appends; null while there is no usable directory. */
  Journal own() {
    return own;
  }

  void own(Journal journal) {
    all.add(journal);
    own = journal;
  }

  /** For each segment that takes appends, see {@link Ticket#turn}. */
  int nextOwnTurn() {
    return nextOwnTurn.getAndIncrement();
  }

  /** What is in it is still to be delivered, but nothing is added. */
  void disown() {
    own = null;
  }

  void adopt(Journal journal) {
    all.add(journal);
  }

  void remove(Journal journal) {
    all.remove(journal);
  }

  List<Journal> all() {
    return all;
  }

  /** What dead JVMs left is older than what this one said. */
  List<Segment> oldestFirst() {
    List<Segment> segments = new ArrayList<>();
    for (Journal journal : all) {
      if (journal != own) {
        segments.addAll(journal.segments());
      }
    }
    Journal mine = own;
    if (mine != null) {
      segments.addAll(mine.segments());
    }
    return segments;
  }

  /** 0 = nothing is unsettled. */
  long oldestCapturedAtMillis() {
    long oldest = all.stream().mapToLong(Journal::oldestCapturedAtMillis).min().orElse(0);
    return oldest == Long.MAX_VALUE ? 0 : oldest;
  }
}
