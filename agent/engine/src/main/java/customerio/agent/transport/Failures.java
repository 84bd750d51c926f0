package customerio.agent.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Names a failure in words that hold a host at most. */
final class Failures {

  private Failures() {}

  static TransportException afterRequestStarted(String host, Throwable cause) {
    boolean timedOut = cause instanceof SocketTimeoutException;
    String message =
        timedOut
            ? host + " did not answer in time"
            : host + " broke the exchange off (" + cause.getClass().getSimpleName() + ')';
    return new TransportException(message, false, timedOut, cause);
  }

  static TransportException beforeRequestStarted(String host, Throwable cause) {
    boolean timedOut =
        cause instanceof SocketTimeoutException
            || cause instanceof ConnectionRequestTimeoutException;
    return new TransportException(reason(host, cause), true, timedOut, cause);
  }

  static TransportException deadline(String host, boolean requestStarted, IOException cause) {
    String message = requestStarted ? " did not answer in time" : " could not be reached in time";
    return new TransportException(host + message, !requestStarted, true, cause);
  }

  private static String reason(String host, Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return host + " has no address (DNS)";
    }
    if (cause instanceof ConnectionRequestTimeoutException) {
      return "no connection to " + host + " became free in time";
    }
    if (cause instanceof SocketTimeoutException) {
      return host + " does not accept connections in time";
    }
    if (cause instanceof SSLException) {
      return "no TLS connection with " + host + " (" + cause.getClass().getSimpleName() + ')';
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return host + " refuses connections";
    }
    return host + " could not be reached (" + cause.getClass().getSimpleName() + ')';
  }
}
