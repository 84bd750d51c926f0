package customerio.agent;

import customerio.agent.customerio.Operation;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.SendObservation;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.List;

/** Tells two, in this order; a request is over for the second first. */
final class ListenerPair implements DeliveryListener {
  private final DeliveryListener first;
  private final DeliveryListener second;

  ListenerPair(DeliveryListener first, DeliveryListener second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public DeliveryObservation delivering(DeliveryRequest request) {
    DeliveryObservation outer = first.delivering(request);
    DeliveryObservation inner = second.delivering(request);
    if (outer == DeliveryObservation.NONE) {
      return inner;
    }
    return inner == DeliveryObservation.NONE ? outer : new ObservationPair(outer, inner);
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    return both(first.sending(request), second.sending(request));
  }

  private static SendObservation both(SendObservation outer, SendObservation inner) {
    return outcome -> {
      inner.ended(outcome);
      outer.ended(outcome);
    };
  }

  private record ObservationPair(DeliveryObservation outer, DeliveryObservation inner)
      implements DeliveryObservation {

    @Override
    public SendObservation sending(DeliveryRequest request) {
      return both(outer.sending(request), inner.sending(request));
    }

    @Override
    public void ended(Conclusion.Outcome outcome) {
      inner.ended(outcome);
      outer.ended(outcome);
    }
  }

  @Override
  public void concluded(Conclusion conclusion) {
    first.concluded(conclusion);
    second.concluded(conclusion);
  }

  @Override
  public void limited(Destination destination, Duration wait) {
    first.limited(destination, wait);
    second.limited(destination, wait);
  }

  @Override
  public void turnedAway(Destination destination) {
    first.turnedAway(destination);
    second.turnedAway(destination);
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    first.delivered(destination, operations);
    second.delivered(destination, operations);
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    first.dead(destination, ticket, operation, reason);
    second.dead(destination, ticket, operation, reason);
  }

  @Override
  public void retried(Destination destination, List<Operation> operations, String reason) {
    first.retried(destination, operations, reason);
    second.retried(destination, operations, reason);
  }

  @Override
  public void held(Destination destination, Operation operation, int attempts, Duration delay) {
    first.held(destination, operation, attempts, delay);
    second.held(destination, operation, attempts, delay);
  }

  @Override
  public void unclear(Destination destination, List<Operation> operations, String reason) {
    first.unclear(destination, operations, reason);
    second.unclear(destination, operations, reason);
  }

  @Override
  public void aging(Destination destination, Duration age) {
    first.aging(destination, age);
    second.aging(destination, age);
  }

  @Override
  public void breakerChanged(Destination destination, BreakerState from, BreakerState to) {
    first.breakerChanged(destination, from, to);
    second.breakerChanged(destination, from, to);
  }

  @Override
  public void refused(Destination destination, boolean refused) {
    first.refused(destination, refused);
    second.refused(destination, refused);
  }

  @Override
  public void throttled(Destination destination, Duration pause) {
    first.throttled(destination, pause);
    second.throttled(destination, pause);
  }

  @Override
  public void redirected(Destination destination, String host) {
    first.redirected(destination, host);
    second.redirected(destination, host);
  }

  @Override
  public void fault(Destination destination, Throwable fault) {
    first.fault(destination, fault);
    second.fault(destination, fault);
  }
}
