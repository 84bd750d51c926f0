package customerio.agent.management.port;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection: a head is read, an answer written, and that is all. Never waits.
 *
 * <p>Guarded by the thread of {@link HealthPort}, but for {@link #answer}.
 */
final class Visit {
  /** What browsers send is a fifth of it. */
  private static final int MAX_HEAD = 8 * 1024;

  private enum Stage {
    ASKING,
    WAITING,
    HEARING,
    LEAVING
  }

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer in = ByteBuffer.allocate(MAX_HEAD);
  private volatile ByteBuffer out;
  private Stage stage = Stage.ASKING;
  private final long deadline;

  /**
   * @param deadline {@link System#nanoTime()} by which it has to be over
   */
  Visit(SocketChannel channel, Selector selector, long deadline) throws IOException {
    this.channel = channel;
    this.deadline = deadline;
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  long deadline() {
    return deadline;
  }

  /**
   * Goes on as far as it can.
   *
   * @return what was asked, once its head is there; null until then, and ever after
   * @throws EOFException it is over
   * @throws IOException so it is
   */
  Asked go() throws IOException {
    return switch (stage) {
      case ASKING -> read();
      case WAITING -> null;
      case HEARING -> write();
      case LEAVING -> leave();
    };
  }

  /** Nobody waits for an answer. */
  boolean isIdle() {
    return stage == Stage.ASKING || stage == Stage.LEAVING;
  }

  /** From any thread; {@link #hear} is to follow. */
  void answer(Answer answer, boolean withBody) {
    out = ByteBuffer.wrap(answer.bytes(withBody));
  }

  void hear() throws IOException {
    stage = Stage.HEARING;
    write();
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException closed) {
      // as it should be
    }
  }

  private Asked read() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException();
    }
    int length = endOfHead();
    if (length < 0 && in.hasRemaining()) {
      return null;
    }
    key.interestOps(0);
    stage = Stage.WAITING;
    if (length < 0) {
      return new Asked(null, Answer.plain(431, "That is too long."));
    }
    Request request = Request.parse(in.array(), length);
    return new Asked(
        request, request == null ? Answer.plain(400, "That is no request of HTTP/1.1.") : null);
  }

  /** Its length without the ends of its last two lines; -1 when that is still to come. */
  private int endOfHead() {
    byte[] bytes = in.array();
    for (int i = 1; i < in.position(); i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
        return i - 1;
      }
      if (bytes[i] == '\n' && i > 2 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i - 3;
      }
    }
    return -1;
  }

  private Asked write() throws IOException {
    channel.write(out);
    if (out.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      // a close while something is unread, such as a body, may cost the other side the answer
      channel.shutdownOutput();
      stage = Stage.LEAVING;
      key.interestOps(SelectionKey.OP_READ);
    }
    return null;
  }

  private Asked leave() throws IOException {
    in.clear();
    if (channel.read(in) < 0) {
      throw new EOFException();
    }
    return null;
  }

  /**
   * @param request null when it was not understood
   * @param refusal what to say then; otherwise null
   */
  record Asked(Request request, Answer refusal) {}
}
