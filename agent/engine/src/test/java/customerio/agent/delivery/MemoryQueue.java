package customerio.agent.delivery;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A queue in memory which remembers what became of each operation, and can be "restarted". */
final class MemoryQueue implements DurableQueue {

  record Kept(
      long sequence,
      Routing routing,
      long capturedAtMillis,
      int payloadBytes,
      int attempts,
      long notBeforeMillis,
      int turn)
      implements Ticket {

    /** One of this JVM. */
    Kept(
        long sequence,
        Routing routing,
        long capturedAtMillis,
        int payloadBytes,
        int attempts,
        long notBeforeMillis) {
      this(
          sequence,
          routing,
          capturedAtMillis,
          payloadBytes,
          attempts,
          notBeforeMillis,
          FIRST_OWN_TURN + (int) sequence);
    }

    Kept adopted() {
      return new Kept(
          sequence,
          routing,
          capturedAtMillis,
          payloadBytes,
          attempts,
          notBeforeMillis,
          (int) sequence);
    }
  }

  /** Where delivery needs the queue. */
  enum Step {
    READ,
    BEGIN,
    SETTLE,
    RELEASE,

    UNSHELVE,

    /** When the first is off the shelf. */
    UNSHELVE_MORE
  }

  private final Map<Long, byte[]> payloads = new LinkedHashMap<>();
  private final Map<Long, Kept> pending = new LinkedHashMap<>();
  private final Map<Long, Settlement> outcomes = new LinkedHashMap<>();
  private final Set<Long> unreadable = new HashSet<>();
  private final Set<Long> begun = new HashSet<>();

  /** Of this life: appended, or taken over. */
  private final Set<Long> known = new HashSet<>();

  private final TreeMap<Integer, Kept> shelf = new TreeMap<>();
  private int reads;
  private Step failing;
  private Error error;
  private Consumer<Ticket> listener = ticket -> {};
  private long sequence;

  @Override
  public synchronized Kept append(Routing routing, long capturedAtMillis, byte[] payload) {
    Kept ticket = new Kept(++sequence, routing, capturedAtMillis, payload.length, 0, 0);
    payloads.put(ticket.sequence(), payload);
    pending.put(ticket.sequence(), ticket);
    known.add(ticket.sequence());
    listener.accept(ticket);
    return ticket;
  }

  @Override
  public synchronized byte[] read(Ticket ticket) throws IOException {
    fail(Step.READ);
    reads++;
    if (unreadable.contains(ticket.sequence())) {
      throw new IOException("checksum does not match");
    }
    return payloads.get(ticket.sequence());
  }

  @Override
  public synchronized void settle(List<Ticket> tickets, Settlement settlement) {
    fail(Step.SETTLE);
    for (Ticket ticket : tickets) {
      if (settlement instanceof Settlement.Retry retry) {
        Kept old = pending.get(ticket.sequence());
        pending.put(
            ticket.sequence(),
            new Kept(
                old.sequence,
                old.routing,
                old.capturedAtMillis,
                old.payloadBytes,
                retry.attempts(),
                retry.notBeforeMillis(),
                old.turn));
      } else if (pending.remove(ticket.sequence()) == null) {
        throw new IllegalStateException("settled twice: " + ticket);
      } else {
        outcomes.put(ticket.sequence(), settlement);
      }
    }
  }

  @Override
  public synchronized boolean begin(List<Ticket> tickets) {
    fail(Step.BEGIN);
    if (tickets.stream().anyMatch(this::isWithdrawn)) {
      return false;
    }
    tickets.forEach(ticket -> begun.add(ticket.sequence()));
    return true;
  }

  @Override
  public synchronized void release(List<Ticket> tickets) {
    fail(Step.RELEASE);
    tickets.forEach(ticket -> begun.remove(ticket.sequence()));
  }

  /** Once, at the next such step. */
  synchronized void failOnce(Step step, Error thrown) {
    failing = step;
    error = thrown;
  }

  private void fail(Step step) {
    if (step == failing) {
      failing = null;
      throw error;
    }
  }

  @Override
  public synchronized boolean withdraw(Ticket ticket) {
    if (begun.contains(ticket.sequence()) || !pending.containsKey(ticket.sequence())) {
      return false;
    }
    settle(List.of(ticket), new Settlement.Withdrawn());
    shelf.values().removeIf(kept -> kept.sequence == ticket.sequence());
    payloads.remove(ticket.sequence());
    return true;
  }

  @Override
  public synchronized boolean isWithdrawn(Ticket ticket) {
    return outcomes.get(ticket.sequence()) instanceof Settlement.Withdrawn;
  }

  @Override
  public void onAppend(Consumer<Ticket> listener) {
    this.listener = listener;
  }

  @Override
  public synchronized int adopt(Consumer<Ticket> seen) {
    List<Kept> left =
        pending.values().stream()
            .filter(kept -> known.add(kept.sequence))
            .map(Kept::adopted)
            .toList();
    for (Kept kept : left) {
      pending.put(kept.sequence, kept);
      shelf.put(kept.turn, kept);
      seen.accept(kept);
    }
    return left.size();
  }

  @Override
  public synchronized boolean shelve(Ticket ticket) {
    if (isWithdrawn(ticket)) {
      return false;
    }
    shelf.put(ticket.turn(), pending.get(ticket.sequence()));
    return true;
  }

  @Override
  public synchronized int unshelve(long destination, int atMost, Consumer<Ticket> receiver) {
    fail(Step.UNSHELVE);
    List<Kept> next = shelfOf(destination).stream().limit(atMost).toList();
    for (Kept kept : next) {
      shelf.remove(kept.turn);
      receiver.accept(kept);
      fail(Step.UNSHELVE_MORE);
    }
    return next.size();
  }

  @Override
  public synchronized Shelved shelved(long destination) {
    List<Kept> all = shelfOf(destination);
    return all.isEmpty()
        ? Shelved.NOTHING
        : new Shelved(all.size(), all.get(0).turn, all.get(0).capturedAtMillis);
  }

  private List<Kept> shelfOf(long destination) {
    return shelf.values().stream()
        .filter(kept -> kept.routing.destination() == destination)
        .toList();
  }

  /** The process is killed: what was appended belongs to nobody. */
  void crash() {
    known.clear();
    shelf.clear();
    begun.clear();
  }

  /** Another JVM has said it, and dies. */
  void abandon(long sequence) {
    known.remove(sequence);
  }

  @Override
  public QueueState state() {
    return new QueueState(pending.size(), 0, 0, 0, 0, 0, 0, null, null, null);
  }

  @Override
  public void close() {}

  void damage(long sequence) {
    unreadable.add(sequence);
  }

  void mend(long sequence) {
    unreadable.remove(sequence);
  }

  void mendAll() {
    unreadable.clear();
  }

  int reads() {
    return reads;
  }

  Set<Long> pending() {
    return pending.keySet();
  }

  Kept ticket(long sequence) {
    return pending.get(sequence);
  }

  Map<Long, Settlement> outcomes() {
    return outcomes;
  }

  /** Sequence → reason of the dead letters. */
  Map<Long, String> dead() {
    Map<Long, String> dead = new LinkedHashMap<>();
    outcomes.forEach(
        (operation, outcome) -> {
          if (outcome instanceof Settlement.Dead reason) {
            dead.put(operation, reason.reason());
          }
        });
    return dead;
  }

  long deliveredCount() {
    return outcomes.values().stream().filter(Settlement.Delivered.class::isInstance).count();
  }
}
