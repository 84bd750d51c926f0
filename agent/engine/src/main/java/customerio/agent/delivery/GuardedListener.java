package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.List;

/** Keeps a listener's faults away from deliveries. */
final class GuardedListener implements DeliveryListener {
  private final DeliveryListener listener;

  GuardedListener(DeliveryListener listener) {
    this.listener = listener;
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    try {
      SendObservation observation = listener.sending(request);
      return outcome -> quietly(() -> observation.ended(outcome));
    } catch (RuntimeException e) {
      return SendObservation.NONE;
    }
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    quietly(() -> listener.delivered(destination, operations));
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    quietly(() -> listener.dead(destination, ticket, operation, reason));
  }

  @Override
  public void retried(Destination destination, List<Operation> operations, String reason) {
    quietly(() -> listener.retried(destination, operations, reason));
  }

  @Override
  public void unclear(Destination destination, List<Operation> operations, String reason) {
    quietly(() -> listener.unclear(destination, operations, reason));
  }

  @Override
  public void held(Destination destination, Operation operation, int attempts, Duration delay) {
    quietly(() -> listener.held(destination, operation, attempts, delay));
  }

  @Override
  public void breakerChanged(Destination destination, BreakerState from, BreakerState to) {
    quietly(() -> listener.breakerChanged(destination, from, to));
  }

  @Override
  public void refused(Destination destination, boolean refused) {
    quietly(() -> listener.refused(destination, refused));
  }

  @Override
  public void throttled(Destination destination, Duration pause) {
    quietly(() -> listener.throttled(destination, pause));
  }

  @Override
  public void redirected(Destination destination, String host) {
    quietly(() -> listener.redirected(destination, host));
  }

  @Override
  public void fault(Destination destination, Throwable fault) {
    quietly(() -> listener.fault(destination, fault));
  }

  private static void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // telling of it would go through the same listener
    }
  }
}
