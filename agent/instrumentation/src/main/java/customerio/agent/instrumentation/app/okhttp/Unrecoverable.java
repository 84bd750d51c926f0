package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import okhttp3.Call;

/** Makes an exception leave our seam for good, see {@link OkHttpInternals#RETRIES_FOREVER}. */
final class Unrecoverable {

  private Unrecoverable() {}

  static IOException of(IOException failure, Call call) {
    if (!OkHttpInternals.RETRIES_FOREVER
        || call.isCanceled() // which ends every try
        || failure instanceof InterruptedIOException
        || failure instanceof ProtocolException) {
      return failure;
    }
    InterruptedIOException last = new InterruptedIOException(failure.getMessage());
    last.initCause(failure);
    return last;
  }
}
