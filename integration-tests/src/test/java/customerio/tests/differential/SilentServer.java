package customerio.tests.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads requests and never answers. */
final class SilentServer implements AutoCloseable {
  /** Not a measure of anything: only a client that hangs gets here. */
  private static final Duration HANGS = Duration.ofSeconds(60);

  private final ServerSocket listener;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final StringBuilder received = new StringBuilder();

  SilentServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  String base() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /**
   * Blocks until a request has arrived that has this at the end of its target.
   *
   * @throws AssertionError when none has for very long
   */
  void awaitRequest(String mark) throws InterruptedException {
    long deadline = System.nanoTime() + HANGS.toNanos();
    synchronized (received) {
      while (received.indexOf(mark + " HTTP/1.1\r\n") < 0) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("no request " + mark + " in: " + received);
        }
        received.wait(left);
      }
    }
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
      int count;
      while ((count = connection.getInputStream().read(buffer)) > 0) {
        synchronized (received) {
          received.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
          received.notifyAll();
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
