package customerio.agent.transport;

import java.io.IOException;

/** No complete answer came back. The message names the kind of failure and the host, no path. */
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean nothingSent;
  private final boolean timedOut;

  public TransportException(
      String message, boolean nothingSent, boolean timedOut, Throwable cause) {
    super(message, cause);
    this.nothingSent = nothingSent;
    this.timedOut = timedOut;
  }

  /** Certain that no byte of the request was written: DNS, connect or TLS handshake failed. */
  public boolean nothingSent() {
    return nothingSent;
  }

  public boolean timedOut() {
    return timedOut;
  }
}
