package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * A relayed call that failed. HttpClient's default strategy sends idempotent requests again after
 * an exception of most types; the relay has repeated what can be repeated, and each of its tries
 * would become two. Of this type, and the others that {@link #of} leaves alone, it is the last.
 */
final class FinalFailure extends InterruptedIOException {
  private static final long serialVersionUID = 1;

  FinalFailure(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }

  /**
   * @param timeout what the client itself says when no answer comes in time
   */
  static IOException of(Throwable cause, String timeout) {
    if (cause instanceof SocketTimeoutException) {
      return new SocketTimeoutException(timeout);
    }
    if (cause instanceof InterruptedIOException
        || cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof UnknownHostException
        || cause instanceof SSLException) {
      return (IOException) cause;
    }
    return new FinalFailure(
        cause instanceof IOException ? cause.getMessage() : "unexpected end of stream", cause);
  }
}
