package customerio.agent.instrumentation.webhook;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.WebhookBody;

/**
 * Stands between what the application reads and who wants to know it: whatever goes wrong behind
 * it, the application does not notice. Used by one thread at a time, as the body is.
 */
public final class WatchedBody {
  private final CallTaker taker;
  private WebhookBody body;

  public WatchedBody(CallTaker taker, WebhookBody body) {
    this.taker = taker;
    this.body = body;
  }

  /**
   * @param result what a stream's {@code read(bytes, offset, …)} has returned
   * @return the same
   */
  public int read(byte[] bytes, int offset, int result) {
    if (body != null && result != 0) {
      try {
        if (result < 0) {
          body.end();
        } else {
          body.read(bytes, offset, result);
        }
      } catch (Throwable fault) {
        giveUp(fault);
      }
    }
    return result;
  }

  /**
   * @param result what a stream's {@code read()} has returned
   * @return the same
   */
  public int read(int result) {
    if (body != null) {
      if (result < 0) {
        read(null, 0, result);
      } else {
        read(new byte[] {(byte) result}, 0, 1);
      }
    }
    return result;
  }

  /** See {@link WebhookBody#doubt}. */
  public void doubt() {
    if (body != null) {
      try {
        body.doubt();
      } catch (Throwable fault) {
        giveUp(fault);
      }
    }
  }

  /** Nothing of the rest can be told. */
  public void giveUp() {
    body = null;
  }

  private void giveUp(Throwable fault) {
    giveUp();
    taker.suppressed("webhook", fault);
  }
}
