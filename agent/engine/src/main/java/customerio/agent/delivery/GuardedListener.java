package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps a listener's faults away from deliveries: errors, too, as telemetry reaches into libraries
 * of the application, and one that lacks a method would have everything delivered again for ever.
 */
final class GuardedListener implements DeliveryListener {
  private final DeliveryListener listener;

  GuardedListener(DeliveryListener listener) {
    this.listener = listener;
  }

  @Override
  public DeliveryObservation delivering(DeliveryRequest request) {
    try {
      DeliveryObservation observation = listener.delivering(request);
      return observation == DeliveryObservation.NONE
          ? observation
          : new GuardedObservation(observation);
    } catch (RuntimeException | Error e) {
      return DeliveryObservation.NONE;
    }
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    return sending(request, listener::sending);
  }

  private static SendObservation sending(
      DeliveryRequest request, Function<DeliveryRequest, SendObservation> told) {
    try {
      SendObservation observation = told.apply(request);
      return outcome -> quietly(() -> observation.ended(outcome));
    } catch (RuntimeException | Error e) {
      return SendObservation.NONE;
    }
  }

  @Override
  public void concluded(Conclusion conclusion) {
    quietly(() -> listener.concluded(conclusion));
  }

  @Override
  public void limited(Destination destination, Duration wait) {
    quietly(() -> listener.limited(destination, wait));
  }

  @Override
  public void turnedAway(Destination destination) {
    quietly(() -> listener.turnedAway(destination));
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
  public void aging(Destination destination, Duration oldest) {
    quietly(() -> listener.aging(destination, oldest));
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

  private record GuardedObservation(DeliveryObservation observation)
      implements DeliveryObservation {

    @Override
    public SendObservation sending(DeliveryRequest request) {
      return GuardedListener.sending(request, observation::sending);
    }

    @Override
    public void ended(Conclusion.Outcome outcome) {
      quietly(() -> observation.ended(outcome));
    }
  }

  private static void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      // telling of it would go through the same listener
    }
  }
}
