package customerio.agent.capture;

import java.io.IOException;

/**
 * A relayed call failed before its first byte was written, or only reads: running the original is
 * safe.
 */
public final class NothingSentException extends IOException {
  private static final long serialVersionUID = 1;

  public NothingSentException(String message, Throwable cause) {
    super(message, cause);
  }
}
