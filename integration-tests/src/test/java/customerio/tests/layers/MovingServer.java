package customerio.tests.layers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers as Track does, but has the events of one person said elsewhere: {@code
 * /customers/moved/events} leads to {@code /customers/there/events}. Each connection is for one
 * request, so that the second one of a call is a new connection, too.
 */
final class MovingServer implements AutoCloseable {
  private final ServerSocket socket;

  private MovingServer(ServerSocket socket) {
    this.socket = socket;
  }

  static MovingServer start() throws IOException {
    MovingServer server =
        new MovingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    daemon("moving-accept", server::accept);
    return server;
  }

  private static void daemon(String name, Runnable job) {
    Thread thread = new Thread(job, name);
    thread.setDaemon(true);
    thread.start();
  }

  String authority() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        daemon("moving-answer", () -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String start = line(in);
      String framing = "";
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String small = line.toLowerCase(Locale.ROOT);
        if (small.startsWith("content-length:") || small.startsWith("transfer-encoding:")) {
          framing = small.substring(small.indexOf(':') + 1).trim();
        }
      }
      readBody(in, framing);
      answer(client, start);
    } catch (IOException gone) {
      // the client has thought better of it
    }
  }

  private void answer(Socket client, String start) throws IOException {
    String head =
        start.contains("/customers/moved")
            ? "HTTP/1.1 307 Temporary Redirect\r\nLocation: /api/v1/customers/there/events\r\n"
            : "HTTP/1.1 200 OK\r\n";
    client
        .getOutputStream()
        .write(
            (head
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n"
                    + "Connection: close\r\n\r\n{}")
                .getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
    client.shutdownOutput();
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private static void readBody(InputStream in, String framing) throws IOException {
    if (!framing.equals("chunked")) {
      in.skipNBytes(framing.isEmpty() ? 0 : Long.parseLong(framing));
      return;
    }
    for (int size = -1; size != 0; ) {
      size = Integer.parseInt(line(in).trim(), 16);
      in.skipNBytes(size);
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("cut");
      }
      line.append((char) read);
    }
    return line.toString().trim();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
