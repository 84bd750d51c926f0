package customerio.agent.queue.disk;

import java.io.IOException;

/** The bytes are there, but they are not what was written. */
final class DamagedRecordException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedRecordException(String message) {
    super(message);
  }
}
