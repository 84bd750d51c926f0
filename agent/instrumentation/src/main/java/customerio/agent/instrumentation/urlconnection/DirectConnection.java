package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.OwnTraffic;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;

/** The JDK's own connection, as the application would have got it. Opening one sends nothing. */
final class DirectConnection {

  private DirectConnection() {}

  /**
   * @param proxy null lets the JDK choose one when it connects
   */
  static URLConnection open(URL url, Proxy proxy) throws IOException {
    try {
      return OwnTraffic.call(
          () -> proxy == null ? url.openConnection() : url.openConnection(proxy));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e); // openConnection declares no other
    }
  }
}
