package customerio.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Keeps a port while nobody listens on it: a bound socket that does not listen refuses connections,
 * and no other process is given its port.
 */
public final class PortReservation implements AutoCloseable {

  private final Socket socket = new Socket();

  /**
   * @throws UncheckedIOException when somebody listens there
   */
  public PortReservation(int port) {
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new UncheckedIOException("port " + port + " cannot be kept", taken);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      throw new UncheckedIOException(ignored);
    }
  }
}
