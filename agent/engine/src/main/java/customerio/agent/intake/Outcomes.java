package customerio.agent.intake;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells callers that wait what has become of their operations. Whoever delivers reports here; while
 * nobody waits that costs a look at an empty map. Thread-safe.
 */
public final class Outcomes {

  /** Called on threads of the agent, before or after the operation's append has returned. */
  interface Waiter {
    void delivered();

    /**
     * @param reason as the dead letter has it
     */
    void dead(String reason);

    /** The operation waits for as long as Customer.io is down. */
    void down();

    /** The operation waits until its credential is accepted again. */
    void refused();
  }

  private record Destination(Api api, Region region, long credential) {
    static Destination of(Operation operation) {
      return new Destination(
          operation.endpoint().api(), operation.region(), operation.credential());
    }
  }

  private record Awaited(Destination destination, Waiter waiter) {}

  private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
  private final Set<Destination> down = ConcurrentHashMap.newKeySet();

  /** Call it before the operation can be delivered, and {@link #forget} in any case. */
  void await(Operation operation, Waiter waiter) {
    awaited.put(operation.id(), new Awaited(Destination.of(operation), waiter));
  }

  void forget(Operation operation) {
    awaited.remove(operation.id());
  }

  /** Customer.io does not answer at present where the operation belongs. */
  boolean isDown(Operation operation) {
    return !down.isEmpty() && down.contains(Destination.of(operation));
  }

  public void delivered(List<Operation> operations) {
    if (awaited.isEmpty()) {
      return;
    }
    for (Operation operation : operations) {
      Awaited caller = awaited.get(operation.id());
      if (caller != null) {
        caller.waiter.delivered();
      }
    }
  }

  public void dead(Operation operation, String reason) {
    Awaited caller = awaited.get(operation.id());
    if (caller != null) {
      caller.waiter.dead(reason);
    }
  }

  /** Customer.io fails or cannot be reached (true), or is well again. */
  public void down(Api api, Region region, long credential, boolean isDown) {
    Destination destination = new Destination(api, region, credential);
    if (!isDown) {
      down.remove(destination);
    } else if (down.add(destination)) {
      waiting(destination).forEach(Waiter::down);
    }
  }

  public void refused(Api api, Region region, long credential) {
    waiting(new Destination(api, region, credential)).forEach(Waiter::refused);
  }

  private List<Waiter> waiting(Destination destination) {
    return awaited.values().stream()
        .filter(caller -> caller.destination.equals(destination))
        .map(Awaited::waiter)
        .toList();
  }
}
