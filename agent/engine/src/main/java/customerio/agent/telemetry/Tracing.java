package customerio.agent.telemetry;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.transport.SendScope;

/** Spans of taken-over calls; {@link #NONE} where nobody collects them. */
interface Tracing {

  interface CallSpan {
    /** W3C trace context, or null when there is no span. */
    String traceparent();

    /**
     * @param outcome one of a few fixed words
     * @param operationId may be null
     */
    void end(String outcome, String operationId);
  }

  interface SendSpan {
    /**
     * @param status 0 when there was no answer
     * @param failure null when there was one
     */
    void end(int status, String failure);
  }

  Tracing NONE =
      new Tracing() {
        private final CallSpan none =
            new CallSpan() {
              @Override
              public String traceparent() {
                return null;
              }

              @Override
              public void end(String outcome, String operationId) {}
            };

        @Override
        public Origin origin() {
          return Origin.UNKNOWN;
        }

        @Override
        public CallSpan call(Endpoint endpoint, Region region, Origin origin) {
          return none;
        }

        @Override
        public SendSpan send(DeliveryRequest request) {
          return (status, failure) -> {};
        }

        @Override
        public SendScope sendScope() {
          return SendScope.NONE;
        }
      };

  Origin origin();

  CallSpan call(Endpoint endpoint, Region region, Origin origin);

  SendSpan send(DeliveryRequest request);

  /** Keeps the APM agent from making a second span of our request. */
  SendScope sendScope();
}
