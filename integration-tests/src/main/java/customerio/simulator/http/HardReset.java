package customerio.simulator.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** Ends a connection with RST instead of FIN: what the peer has not yet read is lost to it. */
final class HardReset {

  private HardReset() {}

  static void of(EndPoint endPoint) {
    if (endPoint instanceof SocketChannelEndPoint socket) {
      try {
        socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException alreadyClosed) {
        endPoint.close(alreadyClosed);
        return;
      }
    }
    endPoint.close();
  }
}
