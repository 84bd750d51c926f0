package customerio.agent.customerio;

/**
 * One thing an application said to Customer.io: the original request and the stamps that were fixed
 * when it was said. This is what is queued, retried, bisected and resent; a batch item is made from
 * it, never the other way round.
 *
 * @param id a ULID; doubles as event id where the application gave none
 * @param capturedAtMillis wall clock at capture, milliseconds since the epoch
 * @param credential salted fingerprint of the credential; the credential itself is never kept
 * @param target raw path and query as Customer.io knows them (a gateway's prefix is removed)
 * @param contentType null when the request had none
 * @param body inflated if it was sent as gzip; empty for none
 * @param traceparent W3C trace context of the caller; null when there is none
 */
public record Operation(
    String id,
    long capturedAtMillis,
    Endpoint endpoint,
    Region region,
    long credential,
    String method,
    String target,
    String contentType,
    byte[] body,
    String traceparent) {

  /** The same as if it had been said at that time. */
  public Operation capturedAt(long millis) {
    return millis == capturedAtMillis
        ? this
        : new Operation(
            id,
            millis,
            endpoint,
            region,
            credential,
            method,
            target,
            contentType,
            body,
            traceparent);
  }

  /** The same, said no later than that: a clock that was put back makes of "now" the future. */
  public Operation notAfter(long millis) {
    return capturedAtMillis <= millis ? this : capturedAt(millis);
  }

  @Override
  public String toString() {
    return "Operation[" + id + ", " + endpoint + ", " + body.length + " bytes]";
  }
}
