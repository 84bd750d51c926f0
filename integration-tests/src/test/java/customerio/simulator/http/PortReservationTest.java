package customerio.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.Test;

class PortReservationTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void portOfAListenerThatSharesIt_isKeptBeforeItCloses() throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    listener.bind(new InetSocketAddress(LOOPBACK, 0));
    int port = listener.getLocalPort();
    try (PortReservation kept = new PortReservation(port)) {
      assertThat(kept).isNotNull();
      new Socket(LOOPBACK, port).close();

      listener.close();

      assertThatThrownBy(() -> new Socket(LOOPBACK, port)).isInstanceOf(ConnectException.class);
      assertThatThrownBy(() -> listenOn(port)).isInstanceOf(BindException.class);
    }
    listenOn(port);
  }

  @Test
  void portOfAnotherListener_isTaken() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
      int port = listener.getLocalPort();

      assertThatThrownBy(() -> new PortReservation(port))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("port " + port + " cannot be kept");
    }
  }

  private static void listenOn(int port) throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      other.bind(new InetSocketAddress(LOOPBACK, port));
    }
  }
}
