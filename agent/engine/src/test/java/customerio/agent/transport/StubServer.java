package customerio.agent.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does to each connection exactly what a test says, byte by byte. */
final class StubServer implements AutoCloseable {

  /** What happens to one accepted connection; it is closed when the script ends. */
  interface Script {
    void run(Connection connection) throws Exception;
  }

  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger accepted = new AtomicInteger();
  private final CopyOnWriteArrayList<Socket> open = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Integer> closedByClient = new LinkedBlockingQueue<>();

  StubServer(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** Answers each request of each connection with the same bytes. */
  static StubServer answering(String reply) throws IOException {
    return new StubServer(
        connection -> {
          while (connection.readRequest() != null) {
            connection.write(reply);
          }
        });
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  int connections() {
    return accepted.get();
  }

  /** Waits until a client has closed a connection. */
  boolean awaitClosedByClient() throws InterruptedException {
    return closedByClient.poll(20, TimeUnit.SECONDS) != null;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        int number = accepted.incrementAndGet();
        daemon(() -> serve(socket, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      script.run(new Connection(socket, number));
    } catch (Exception clientIsGone) {
      closedByClient.add(number);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "stub-server");
    thread.setDaemon(true);
    thread.start();
  }

  final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int number;

    Connection(Socket socket, int number) {
      try {
        this.socket = socket;
        this.number = number;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    int number() {
      return number;
    }

    /** Head and body as text, or null at the end of the stream. */
    String readRequest() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          closedByClient.add(number);
          return null;
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int length = 0;
      for (String line : text.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).trim());
        }
      }
      return text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Closes with a reset in place of an orderly end. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Holds the connection open, silently, until the client goes away. */
    void hang() throws IOException {
      while (in.read() >= 0) {
        // whatever still comes is of no interest
      }
      closedByClient.add(number);
    }
  }
}
