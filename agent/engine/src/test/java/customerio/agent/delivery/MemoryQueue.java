package customerio.agent.delivery;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A queue in memory which remembers what became of each operation, and can be "restarted". */
final class MemoryQueue implements DurableQueue {

  record Kept(
      long sequence,
      Routing routing,
      long capturedAtMillis,
      int payloadBytes,
      int attempts,
      long notBeforeMillis)
      implements Ticket {}

  private final Map<Long, byte[]> payloads = new LinkedHashMap<>();
  private final Map<Long, Kept> pending = new LinkedHashMap<>();
  private final Map<Long, Settlement> outcomes = new LinkedHashMap<>();
  private final Set<Long> unreadable = new HashSet<>();
  private final Set<Long> begun = new HashSet<>();
  private int reads;
  private Consumer<Ticket> listener = ticket -> {};
  private long sequence;

  @Override
  public synchronized Kept append(Routing routing, long capturedAtMillis, byte[] payload) {
    Kept ticket = new Kept(++sequence, routing, capturedAtMillis, payload.length, 0, 0);
    payloads.put(ticket.sequence(), payload);
    pending.put(ticket.sequence(), ticket);
    listener.accept(ticket);
    return ticket;
  }

  @Override
  public synchronized byte[] read(Ticket ticket) throws IOException {
    reads++;
    if (unreadable.contains(ticket.sequence())) {
      throw new IOException("checksum does not match");
    }
    return payloads.get(ticket.sequence());
  }

  @Override
  public synchronized void settle(List<Ticket> tickets, Settlement settlement) {
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
                retry.notBeforeMillis()));
      } else if (pending.remove(ticket.sequence()) == null) {
        throw new IllegalStateException("settled twice: " + ticket);
      } else {
        outcomes.put(ticket.sequence(), settlement);
      }
    }
  }

  @Override
  public synchronized boolean begin(List<Ticket> tickets) {
    if (tickets.stream().anyMatch(this::isWithdrawn)) {
      return false;
    }
    tickets.forEach(ticket -> begun.add(ticket.sequence()));
    return true;
  }

  @Override
  public synchronized void release(List<Ticket> tickets) {
    tickets.forEach(ticket -> begun.remove(ticket.sequence()));
  }

  @Override
  public synchronized boolean withdraw(Ticket ticket) {
    if (begun.contains(ticket.sequence()) || !pending.containsKey(ticket.sequence())) {
      return false;
    }
    settle(List.of(ticket), new Settlement.Withdrawn());
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
  public int adopt(Consumer<Ticket> receiver) {
    List<Kept> left = new ArrayList<>(pending.values());
    left.forEach(receiver);
    return left.size();
  }

  @Override
  public QueueState state() {
    return new QueueState(pending.size(), 0, 0, 0, 0, 0, null, null);
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
