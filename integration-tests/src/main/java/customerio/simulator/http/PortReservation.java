package customerio.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;

/**
 * Keeps a port while nobody listens on it: a bound socket that does not listen refuses connections,
 * and no other process is given its port. One who shares its port ({@code SO_REUSEPORT}) may still
 * listen, so that there is no moment between its end and the reservation.
 */
public final class PortReservation implements AutoCloseable {

  private final Socket socket = new Socket();

  /**
   * @throws UncheckedIOException when somebody listens there who does not share it
   */
  public PortReservation(int port) {
    try {
      socket.setReuseAddress(true);
      socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
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
