package customerio.agent.instrumentation.urlconnection;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;

/** The exceptions that {@link java.net.HttpURLConnection} makes of an answer. */
final class Failures {

  private Failures() {}

  /** What reading the answer throws, or null below 400. */
  static IOException of(int status, URL url) {
    if (status < 400) {
      return null;
    }
    if (status == 404 || status == 410) {
      return new FileNotFoundException(url.toString());
    }
    return new IOException(
        "Server returned HTTP response code: " + status + " for URL: " + url.toString());
  }

  /** What a second reading throws: the same class and message, caused by the first. */
  static IOException again(IOException first) {
    try {
      IOException next =
          first.getClass().getConstructor(String.class).newInstance(first.getMessage());
      next.initCause(first);
      return next;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return first;
    }
  }
}
