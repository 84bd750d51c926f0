package customerio.agent.instrumentation.bridge;

import java.net.ProtocolException;

/** What came is no HTTP/1.1 that we understand; where the next message would begin is unknown. */
final class MalformedMessageException extends ProtocolException {
  private static final long serialVersionUID = 1;

  /**
   * @param message must not hold what was received
   */
  MalformedMessageException(String message) {
    super(message);
  }
}
