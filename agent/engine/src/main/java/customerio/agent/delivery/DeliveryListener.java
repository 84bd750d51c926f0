package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.List;

/**
 * Told of everything that happens to accepted operations. Called on threads of the agent, with no
 * lock held, and not to be kept waiting; what it throws is ignored.
 */
public interface DeliveryListener {
  DeliveryListener NONE = new DeliveryListener() {};

  /** A request for queued operations is about to be sent, for the first time or after a wait. */
  default DeliveryObservation delivering(DeliveryRequest request) {
    return DeliveryObservation.NONE;
  }

  /** A request is about to be sent. */
  default SendObservation sending(DeliveryRequest request) {
    return SendObservation.NONE;
  }

  /** A request for queued operations is over, whatever has become of it. */
  default void concluded(Conclusion conclusion) {}

  /**
   * A request had its turn.
   *
   * @param wait for the rate limit; zero for most
   */
  default void limited(Destination destination, Duration wait) {}

  /** A call that waits for its answer was not sent, because the destination is down. */
  default void turnedAway(Destination destination) {}

  /** Customer.io has accepted these. */
  default void delivered(Destination destination, List<Operation> operations) {}

  /**
   * Given up; it is a dead letter now.
   *
   * @param destination null when the operation was unreadable and nothing else told it
   * @param operation null when it was unreadable
   */
  default void dead(Destination destination, Ticket ticket, Operation operation, String reason) {}

  /** A request failed and these will be sent again. */
  default void retried(Destination destination, List<Operation> operations, String reason) {}

  /**
   * The answer to their batch does not tell which were taken, so each is sent again by itself.
   *
   * @param reason a short code
   */
  default void unclear(Destination destination, List<Operation> operations, String reason) {}

  /** It failed while others passed, and is set aside with whatever follows for that person. */
  default void held(Destination destination, Operation operation, int attempts, Duration delay) {}

  default void breakerChanged(Destination destination, BreakerState from, BreakerState to) {}

  /** The credential was refused (true), or is accepted again (false). */
  default void refused(Destination destination, boolean refused) {}

  /**
   * The oldest operation that waits is nearly too old: for {@link DeliverySettings#maxAge}, or for
   * Customer.io to start a campaign with it. Told again every six hours.
   */
  default void aging(Destination destination, Duration oldest) {}

  /** Customer.io answered 429. */
  default void throttled(Destination destination, Duration pause) {}

  /** Customer.io sent us elsewhere, which as a rule means that the region is wrong. */
  default void redirected(Destination destination, String host) {}

  /** A defect of ours; the operations concerned are tried again later. */
  default void fault(Destination destination, Throwable fault) {}
}
