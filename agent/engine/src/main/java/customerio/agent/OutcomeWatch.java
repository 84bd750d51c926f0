package customerio.agent;

import customerio.agent.customerio.Operation;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.Destination;
import customerio.agent.intake.Outcomes;
import customerio.agent.queue.Ticket;
import java.util.List;

/** What delivery does, in the words of those who wait for it: neither room knows the other. */
final class OutcomeWatch implements DeliveryListener {
  private final Outcomes outcomes;

  OutcomeWatch(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    outcomes.delivered(operations);
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    if (operation != null) {
      outcomes.dead(operation, reason);
    }
  }

  @Override
  public void breakerChanged(Destination destination, BreakerState from, BreakerState to) {
    outcomes.down(
        destination.api(),
        destination.region(),
        destination.credential(),
        to != BreakerState.CLOSED);
  }

  @Override
  public void refused(Destination destination, boolean refused) {
    if (refused) {
      outcomes.refused(destination.api(), destination.region(), destination.credential());
    }
  }
}
