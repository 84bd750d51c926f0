package customerio.agent.customerio;

import java.io.IOException;

/** A value of the application has no counterpart in JSON. Names its type and never the value. */
public final class UnsayableValueException extends IOException {
  private static final long serialVersionUID = 1;

  public UnsayableValueException(String what) {
    super(what);
  }
}
