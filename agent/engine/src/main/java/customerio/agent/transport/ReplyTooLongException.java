package customerio.agent.transport;

import java.io.IOException;

final class ReplyTooLongException extends IOException {
  private static final long serialVersionUID = 1;

  ReplyTooLongException(int maxBytes) {
    super("reply of more than " + maxBytes + " bytes");
  }
}
