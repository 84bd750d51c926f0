package customerio.agent.capture;

import java.util.Arrays;

/**
 * An HTTP response in neutral form; the instrumentation turns it into the client's own types.
 *
 * @param body in the coding that {@code Content-Encoding} names; empty when there is none. Not
 *     copied.
 */
public record Reply(int status, Headers headers, byte[] body) {

  /** The reason phrase of RFC 9110 for the status, as HTTP/1.1 servers send it; "" if unknown. */
  public String reason() {
    return ReasonPhrases.of(status);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reply that
        && status == that.status
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * status + headers.hashCode()) + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return "Reply[" + status + ", " + body.length + " bytes]";
  }
}
