package customerio.agent.delivery;

/**
 * Accompanies one request for queued operations and its repeats, from before it is sent first until
 * it is over or has to wait for anything but its own pause: for the breaker, the rate limit, the
 * credential, a later try. So it never outlives an outage; what waited begins anew.
 */
public interface DeliveryObservation {
  DeliveryObservation NONE =
      new DeliveryObservation() {
        @Override
        public SendObservation sending(DeliveryRequest request) {
          return SendObservation.NONE;
        }

        @Override
        public void ended(Conclusion.Outcome outcome) {}
      };

  /** An attempt is about to be made. */
  SendObservation sending(DeliveryRequest request);

  /**
   * Called once, on any thread of the agent.
   *
   * @param outcome of the last attempt
   */
  void ended(Conclusion.Outcome outcome);
}
