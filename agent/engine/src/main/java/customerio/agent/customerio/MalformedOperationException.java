package customerio.agent.customerio;

import java.io.IOException;

/** Bytes that are no operation, or one of a newer version. The message quotes none of them. */
public final class MalformedOperationException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedOperationException(String message) {
    super(message);
  }
}
