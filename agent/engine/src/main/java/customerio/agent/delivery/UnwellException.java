package customerio.agent.delivery;

import java.io.IOException;

/** Customer.io answered that it cannot; what the breaker counts in place of a broken connection. */
final class UnwellException extends IOException {
  private static final long serialVersionUID = 1;

  UnwellException(String reason) {
    super(reason, null);
  }

  /** Nobody looks at where it was made. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
