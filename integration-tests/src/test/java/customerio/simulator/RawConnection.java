package customerio.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** A connection whose every byte can be watched. */
final class RawConnection implements AutoCloseable {

  private final Socket socket;

  RawConnection(URI uri) throws IOException {
    socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(30_000);
  }

  void send(String method, String target, String authorization, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: customer.io\r\nAuthorization: "
            + authorization
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(UTF_8));
    socket.getOutputStream().write(bytes);
  }

  /** Up to and with the empty line. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after " + head.length() + " bytes");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  String read(int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
  }

  /** The next byte, -1 at the end. */
  int readByte() throws IOException {
    return socket.getInputStream().read();
  }

  void waitAtMost(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
