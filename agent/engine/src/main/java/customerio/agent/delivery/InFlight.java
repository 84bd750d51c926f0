package customerio.agent.delivery;

import customerio.agent.transport.Cancellation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests on the wire, so that a shutdown need not wait for their timeouts. Thread-safe. */
final class InFlight {
  private final Set<Cancellation> cancellations = ConcurrentHashMap.newKeySet();

  Cancellation begin() {
    Cancellation cancellation = new Cancellation();
    cancellations.add(cancellation);
    return cancellation;
  }

  void end(Cancellation cancellation) {
    cancellations.remove(cancellation);
  }

  void cancelAll() {
    cancellations.forEach(Cancellation::cancel);
  }
}
