package customerio.agent.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine on which nobody listens, for as long as it is kept: a bound socket that
 * does not listen refuses connections, and no other process is given its port. Whoever names the
 * port may listen on it all the same.
 */
public final class RefusingPort implements AutoCloseable {
  private final Socket bound = new Socket();

  public RefusingPort() throws IOException {
    bound.setReuseAddress(true);
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  public int number() {
    return bound.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
