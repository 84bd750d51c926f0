package customerio.tests.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Reads requests and never answers. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Semaphore requests = new Semaphore(0);

  SilentServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  String base() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Blocks until one more request has arrived. */
  void awaitRequest() throws InterruptedException {
    requests.acquire();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        connections.add(connection);
        start(() -> read(connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void read(Socket connection) {
    try {
      byte[] buffer = new byte[8192];
      StringBuilder received = new StringBuilder();
      int count;
      while ((count = connection.getInputStream().read(buffer)) > 0) {
        received.append(new String(buffer, 0, count, java.nio.charset.StandardCharsets.ISO_8859_1));
        if (received.indexOf("\r\n\r\n") >= 0) {
          received.setLength(0);
          requests.release();
        }
      }
    } catch (IOException e) {
      // the client has given up
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "silent-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
