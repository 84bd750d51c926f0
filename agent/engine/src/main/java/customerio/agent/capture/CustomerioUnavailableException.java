package customerio.agent.capture;

import java.io.InterruptedIOException;

/**
 * A call that needs Customer.io's answer was not sent: Customer.io is known to be down, or the
 * application ends and the call would overtake what waits in the queue for the next start.
 *
 * <p>An {@link InterruptedIOException} because no HTTP client retries that one by itself: OkHttp
 * 3.4 to 3.13 would loop forever on any other exception from our seam, Apache re-submits others.
 */
public final class CustomerioUnavailableException extends InterruptedIOException {
  private static final long serialVersionUID = 1;

  public CustomerioUnavailableException(String message) {
    super(message);
  }
}
