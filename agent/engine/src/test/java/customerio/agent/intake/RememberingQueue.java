package customerio.agent.intake;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what is appended, and fails on request. */
final class RememberingQueue implements DurableQueue {
  final List<Routing> routings = new ArrayList<>();
  final List<byte[]> payloads = new ArrayList<>();
  final List<Ticket> tickets = new ArrayList<>();
  final List<Routing> passed = new ArrayList<>();
  final List<Ticket> begun = new ArrayList<>();
  final List<Ticket> withdrawn = new ArrayList<>();
  Runnable whenAppended = () -> {};
  boolean mayHaveBacklog;
  Exception failure;
  Error error;

  @Override
  public synchronized Ticket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    if (error != null) {
      throw error;
    }
    if (failure instanceof QueueFullException full) {
      throw full;
    }
    if (failure instanceof IOException io) {
      throw io;
    }
    routings.add(routing);
    payloads.add(payload);
    Ticket ticket = new Kept(payloads.size(), routing, capturedAtMillis, payload.length);
    tickets.add(ticket);
    whenAppended.run();
    return ticket;
  }

  record Kept(long sequence, Routing routing, long capturedAtMillis, int payloadBytes)
      implements Ticket {
    @Override
    public int turn() {
      return FIRST_OWN_TURN;
    }

    @Override
    public int attempts() {
      return 0;
    }

    @Override
    public long notBeforeMillis() {
      return 0;
    }
  }

  @Override
  public synchronized boolean withdraw(Ticket ticket) {
    return !begun.contains(ticket) && withdrawn.add(ticket);
  }

  @Override
  public synchronized void passed(Routing routing) {
    passed.add(routing);
  }

  @Override
  public byte[] read(Ticket ticket) {
    throw new AssertionError("intake reads nothing");
  }

  @Override
  public void settle(List<Ticket> tickets, Settlement settlement) {
    throw new AssertionError("intake settles nothing");
  }

  @Override
  public void onAppend(Consumer<Ticket> listener) {
    throw new AssertionError("intake listens to nothing");
  }

  @Override
  public int adopt(Consumer<Ticket> receiver) {
    throw new AssertionError("intake adopts nothing");
  }

  @Override
  public QueueState state() {
    return new QueueState(payloads.size(), 0, 0, 0, 0, 0, 0, null, null, null);
  }

  @Override
  public boolean hasBacklog() {
    return mayHaveBacklog || !payloads.isEmpty();
  }

  @Override
  public void close() {}

  @Override
  public boolean shelve(Ticket ticket) {
    return false;
  }

  @Override
  public int unshelve(long destination, int atMost, Consumer<Ticket> receiver) {
    return 0;
  }

  @Override
  public Shelved shelved(long destination) {
    return Shelved.NOTHING;
  }
}
