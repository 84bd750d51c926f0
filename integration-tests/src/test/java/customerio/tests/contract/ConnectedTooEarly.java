package customerio.tests.contract;

import java.net.HttpURLConnection;
import java.net.URI;

/** The mistake of a library in the wild: it connects, and then says that there is a body. */
final class ConnectedTooEarly {

  private ConnectedTooEarly() {}

  /**
   * @return class of what is thrown, or {@code nothing}
   */
  static String of(String url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.connect();
    try {
      connection.setDoOutput(true);
      return "nothing";
    } catch (IllegalStateException refused) {
      return refused.getClass().getName();
    } finally {
      connection.disconnect();
    }
  }
}
