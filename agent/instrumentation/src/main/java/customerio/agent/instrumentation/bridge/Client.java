package customerio.agent.instrumentation.bridge;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * The application's end of one connection. Used by one thread at a time, but for {@link #close}.
 */
final class Client implements Closeable {
  private final Socket socket;
  private final Deadline timed;
  private final BufferedInputStream in;
  private final OutputStream out;

  Client(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    timed = new Deadline(socket);
    in = new BufferedInputStream(timed, 8192);
    out = new BufferedOutputStream(socket.getOutputStream(), 8192);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** All that is read from now on has to be there in time, however slowly it comes. */
  void hurry(int millis) {
    timed.at = System.nanoTime() + millis * 1_000_000L;
  }

  void takeYourTime() throws IOException {
    timed.at = 0;
    socket.setSoTimeout(0);
  }

  /** Whether the client has given up, as far as that can be seen without waiting. */
  boolean isGone() {
    try {
      socket.setSoTimeout(1);
      boolean gone = isAtEnd();
      socket.setSoTimeout(0);
      return gone;
    } catch (IOException e) {
      return true;
    }
  }

  private boolean isAtEnd() throws IOException {
    in.mark(1);
    try {
      if (in.read() < 0) {
        return true;
      }
      in.reset(); // the next request already
      return false;
    } catch (SocketTimeoutException stillThere) {
      return false;
    }
  }

  /** Says nothing until the client closes the connection, or until the time is over. */
  void keepSilent(int millis) throws IOException {
    hurry(millis);
    try {
      while (in.read() >= 0) {
        in.skip(in.available());
      }
    } catch (SocketTimeoutException e) {
      // then it has no time limit of its own
    }
  }

  /** Closing it is a reset from now on. */
  void breakOff() throws IOException {
    socket.setSoLinger(true, 0);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * A limit for many reads together, as one for each never ends for somebody who sends bytewise.
   */
  private static final class Deadline extends FilterInputStream {
    private final Socket socket;
    private long at;

    Deadline(Socket socket) throws IOException {
      super(socket.getInputStream());
      this.socket = socket;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (at != 0) {
        long left = (at - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new SocketTimeoutException("the time is over");
        }
        socket.setSoTimeout((int) left);
      }
      return super.read(bytes, offset, length);
    }
  }
}
