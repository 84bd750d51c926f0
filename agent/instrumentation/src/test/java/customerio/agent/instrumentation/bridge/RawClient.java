package customerio.agent.instrumentation.bridge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP by hand, so that each byte can be looked at. */
final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;

  RawClient(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setSoTimeout(120_000); // a hanging build would say less
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** The next answer, head and decoded body; null when the connection was closed without one. */
  String answer() throws IOException {
    Head head = Head.read(in);
    if (head == null) {
      return null;
    }
    int status = Integer.parseInt(head.start().split(" ")[1]);
    StringBuilder text = new StringBuilder(head.start()).append('\n');
    head.headers()
        .forEach(line -> text.append(line.name()).append(": ").append(line.value()).append('\n'));
    text.append(
        new String(
            Body.ofResponse(status, head.headers(), in).readAllBytes(),
            StandardCharsets.ISO_8859_1));
    return text.toString();
  }

  /** What comes next, as it is. */
  String text(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Sends nothing more, as a client does that closes its connection. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  boolean isClosedByTheOther() throws IOException {
    return in.read() < 0;
  }

  /** Ends the connection the hard way: what was not read yet is lost. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
