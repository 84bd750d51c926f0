package customerio.agent.instrumentation.urlconnection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The stream the application writes its body to. It keeps the bytes until somebody takes the call,
 * and becomes a pipe to the JDK's own stream once there are too many of them.
 *
 * <p>It finds fault with the same things, in the same words, as the JDK's two streams do: the
 * buffered one ignores what comes after {@code close()}, the announced one counts. Guarded by the
 * lock of its connection, but for what the application does from several threads at once, which
 * breaks the JDK's streams as well.
 */
final class CapturedBody extends OutputStream {
  /** What a body does to its connection. */
  interface Events {

    /**
     * More bytes than we keep. The stream returned takes all further bytes, and has taken those
     * written so far.
     */
    OutputStream tooLarge(byte[] written) throws IOException;

    /** An announced or chunked body is complete. For a server the request has now arrived. */
    void streamed() throws IOException;
  }

  static final long CHUNKED = -1;
  static final long BUFFERED = -2;

  private final long expected;
  private final int limit;
  private final Events events;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private OutputStream original;
  private long written;
  private boolean closed;
  private boolean insufficient;

  /**
   * @param expected the announced number of bytes, or {@link #CHUNKED} or {@link #BUFFERED}
   * @param limit the largest body we keep
   */
  CapturedBody(long expected, int limit, Events events) {
    this.expected = expected;
    this.limit = limit;
    this.events = events;
  }

  boolean isStreamed() {
    return expected != BUFFERED;
  }

  /** Closed, and as many bytes as announced. */
  boolean isComplete() {
    return closed && !insufficient;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (closed) {
      if (isStreamed()) {
        throw new IOException("Stream is closed");
      }
      return;
    }
    written += length;
    if (expected >= 0 && written > expected) {
      throw new IOException("too many bytes written");
    }
    if (original == null && written > limit) {
      original = events.tooLarge(bytes());
      bytes.reset();
    }
    if (original != null) {
      original.write(source, offset, length);
    } else {
      bytes.write(source, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (original != null) {
      original.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (original != null) {
      original.close();
      return;
    }
    if (expected >= 0 && written != expected) {
      insufficient = true;
      throw new IOException("insufficient data written");
    }
    if (isStreamed()) {
      events.streamed();
    }
  }
}
