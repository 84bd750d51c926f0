package customerio.agent.delivery;

import customerio.agent.queue.Ticket;
import customerio.agent.transport.Cancellation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests on the wire and what is in them, so that a shutdown need not wait for their timeouts.
 * Thread-safe.
 */
final class InFlight {
  private final Map<Cancellation, List<Ticket>> requests = new ConcurrentHashMap<>();

  Cancellation begin(List<Ticket> tickets) {
    Cancellation cancellation = new Cancellation();
    requests.put(cancellation, tickets);
    return cancellation;
  }

  void end(Cancellation cancellation) {
    requests.remove(cancellation);
  }

  void cancelAll() {
    requests.keySet().forEach(Cancellation::cancel);
  }

  Set<Ticket> tickets() {
    Set<Ticket> tickets = Collections.newSetFromMap(new IdentityHashMap<>());
    requests.values().forEach(tickets::addAll);
    return tickets;
  }
}
