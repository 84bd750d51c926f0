package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.Header;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The call as the application made it, over a connection of its own to where it was going. Whatever
 * comes back is handed on as it comes; neither body is ever held.
 */
final class OriginalCall {
  static final int BUFFER = 8192;
  private static final int CANCEL_LATENCY_MILLIS = 50;

  private final Client client;
  private final Head head;
  private final Ticket ticket;
  private final byte[] content;
  private final Body rest;
  private boolean whole;
  private int status;

  /**
   * @param content what has been read of the body
   * @param rest and what has not
   */
  OriginalCall(Client client, Head head, Ticket ticket, byte[] content, Body rest) {
    this.client = client;
    this.head = head;
    this.ticket = ticket;
    this.content = content;
    this.rest = rest;
  }

  /** Of the answer, 0 as long as there is none. */
  int status() {
    return status;
  }

  /**
   * @return whether the client's connection can take another request
   */
  boolean run() throws IOException {
    try (Socket server = OriginalServer.connect(ticket.target(), ticket.timeout())) {
      return run(server);
    }
  }

  /** What the server has broken off is broken off here: an end could be taken for the answer's. */
  private boolean run(Socket server) throws IOException {
    try {
      whole = send(server);
      return rest.isAtEnd() ? watched(server) : receive(server);
    } catch (SocketException broken) {
      client.breakOff();
      throw broken;
    }
  }

  /**
   * @return false when the server has stopped reading; it may have answered before it did
   */
  private boolean send(Socket server) throws IOException {
    OutputStream out = new BufferedOutputStream(server.getOutputStream(), BUFFER);
    try {
      long remaining = rest.remaining();
      boolean chunked = remaining < 0 || head.headers().contains("Transfer-Encoding");
      writeHead(out);
      OutputStream to = chunked ? new ChunkedOutput(out) : out;
      to.write(content);
      copy(rest, to);
      if (to instanceof ChunkedOutput chunks) {
        chunks.end();
      }
      out.flush();
      return true;
    } catch (ClientFailure e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  private void writeHead(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(512).append(head.start()).append("\r\n");
    for (Header line : head.endToEnd()) {
      text.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n");
    out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** From the client, whose failure is another matter than that of the server. */
  private static void copy(Body from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (true) {
      int read;
      try {
        read = from.read(buffer, 0, buffer.length);
      } catch (IOException e) {
        throw new ClientFailure(e);
      }
      if (read < 0) {
        return;
      }
      to.write(buffer, 0, read);
    }
  }

  /** A client that gives up while it waits ends the call at the server, too. */
  private boolean watched(Socket server) throws IOException {
    CountDownLatch answered = new CountDownLatch(1);
    Thread watch = new Thread(null, () -> watch(server, answered), "customerio-agent-bridge-watch");
    watch.setDaemon(true);
    watch.setContextClassLoader(null);
    watch.start();
    try {
      InputStream in = new BufferedInputStream(server.getInputStream(), BUFFER);
      Head answer = finalHead(in);
      answered.countDown();
      watch.join();
      return forward(answer, in);
    } catch (InterruptedException nobodyDoesThat) {
      return false;
    } finally {
      answered.countDown();
    }
  }

  private void watch(Socket server, CountDownLatch answered) {
    try {
      while (!answered.await(CANCEL_LATENCY_MILLIS, TimeUnit.MILLISECONDS)) {
        if (client.isGone()) {
          server.close();
          return;
        }
      }
    } catch (InterruptedException | IOException e) {
      // over, either way
    }
  }

  private boolean receive(Socket server) throws IOException {
    InputStream in = new BufferedInputStream(server.getInputStream(), BUFFER);
    return forward(finalHead(in), in);
  }

  /** The bridge has said 100 by itself; other interim answers are nothing that is waited for. */
  private static Head finalHead(InputStream in) throws IOException {
    while (true) {
      Head answer = Head.read(in);
      if (answer == null) {
        throw new MalformedMessageException("no answer");
      }
      if (status(answer) >= 200) {
        return answer;
      }
    }
  }

  private static int status(Head answer) throws IOException {
    String[] parts = answer.start().split(" ", 3);
    try {
      if (parts.length >= 2 && parts[0].startsWith("HTTP/1.") && parts[1].length() == 3) {
        return Integer.parseInt(parts[1]);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new MalformedMessageException("no answer of HTTP/1.1");
  }

  private boolean forward(Head answer, InputStream in) throws IOException {
    status = status(answer);
    Body body = Body.ofResponse(status, answer.headers(), in);
    // a connection that is about to close has to say so, or the client's next call meets the end
    boolean reusable =
        whole && (body.remaining() >= 0 || answer.headers().contains("Transfer-Encoding"));
    OutputStream out = client.out();
    StringBuilder text = new StringBuilder(512).append(answer.start()).append("\r\n");
    for (Header line : answer.endToEnd()) {
      text.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    text.append(reusable ? "\r\n" : "Connection: close\r\n\r\n");
    out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    boolean chunked = body instanceof Chunked;
    OutputStream to = chunked ? new ChunkedOutput(out) : out;
    out.flush();
    byte[] buffer = new byte[BUFFER];
    int read;
    while ((read = body.read(buffer, 0, buffer.length)) >= 0) {
      to.write(buffer, 0, read);
      out.flush();
    }
    if (to instanceof ChunkedOutput chunks) {
      chunks.end();
    }
    out.flush();
    return reusable;
  }

  private static final class ClientFailure extends IOException {
    private static final long serialVersionUID = 1;

    ClientFailure(IOException cause) {
      super("the client has gone", cause);
    }
  }
}
