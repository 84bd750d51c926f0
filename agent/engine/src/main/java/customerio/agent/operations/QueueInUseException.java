package customerio.agent.operations;

import java.io.IOException;
import java.nio.file.Path;

/** A running application holds the queue; only it can change it. */
public final class QueueInUseException extends IOException {
  private static final long serialVersionUID = 1;

  /** 0 when it is not known. */
  private final long pid;

  QueueInUseException(Path directory, long pid) {
    super(
        directory
            + " is in use by a running application"
            + (pid == 0 ? "; ask that" : " (pid " + pid + "); use --pid " + pid)
            + ", or stop it first");
    this.pid = pid;
  }

  /** Of the application, as it wrote it down; 0 when it is not known. */
  public long pid() {
    return pid;
  }
}
