package customerio.agent.telemetry.spans;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendObservation;

/**
 * Spans of taken-over calls and of what delivers them; {@link #NONE} where nobody collects them.
 */
public interface Tracing {

  interface CallSpan {
    /** The outcome of a call that the application's own client makes. */
    String PASSED = "passed";

    /**
     * W3C trace context, or null when there is no trace.
     *
     * @param credential the fingerprint of whose call it is
     */
    String traceparent(long credential);

    /**
     * @param outcome one of a few fixed words
     * @param operationId may be null
     */
    void end(String outcome, String operationId);
  }

  Tracing NONE =
      new Tracing() {
        @Override
        public Origin origin() {
          return Origin.UNKNOWN;
        }

        @Override
        public boolean isTraced(Origin origin) {
          return false;
        }

        /** What the request names is kept: who delivers it, after a restart, may collect spans. */
        @Override
        public CallSpan call(Endpoint endpoint, Region region, Origin origin) {
          return new Untraced(origin instanceof RequestTrace trace ? trace.traceparent() : null);
        }

        @Override
        public DeliveryObservation delivery(DeliveryRequest request) {
          return DeliveryObservation.NONE;
        }

        @Override
        public SendObservation relayed(DeliveryRequest request) {
          return SendObservation.NONE;
        }
      };

  record Untraced(String traceparent) implements CallSpan {
    @Override
    public String traceparent(long credential) {
      return traceparent;
    }

    @Override
    public void end(String outcome, String operationId) {}
  }

  /** The trace of the current thread. */
  Origin origin();

  /** Whether it names a span. */
  boolean isTraced(Origin origin);

  /**
   * The same for whoever finds the trace in the request.
   *
   * @param caller what {@link #origin()} has said
   */
  default Origin origin(Origin caller, Headers headers) {
    return isTraced(caller) ? caller : RequestTrace.of(headers, caller);
  }

  CallSpan call(Endpoint endpoint, Region region, Origin origin);

  DeliveryObservation delivery(DeliveryRequest request);

  /** One attempt of a call that waits for Customer.io's answer. */
  SendObservation relayed(DeliveryRequest request);
}
