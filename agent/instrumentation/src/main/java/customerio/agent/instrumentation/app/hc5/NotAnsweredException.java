package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;

/** Ends the exchange in memory; only a subclass of the request executor ever sees it. */
final class NotAnsweredException extends IOException {
  private static final long serialVersionUID = 1;

  NotAnsweredException() {
    super("not answered from memory, going to the network");
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
