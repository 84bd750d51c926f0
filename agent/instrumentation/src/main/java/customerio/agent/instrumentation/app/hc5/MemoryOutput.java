package customerio.agent.instrumentation.app.hc5;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * Where an entity producer writes to while there is no connection. Beyond the limit it is like a
 * connection whose buffers are full: it takes no more, and the producer keeps the rest.
 *
 * <p>Written by one thread at a time; output may be requested by any.
 */
final class MemoryOutput implements DataStreamChannel {
  private final LimitedOutput kept;
  private final int limit;
  private final Runnable outputRequested;
  private volatile DataStreamChannel connection;
  private List<? extends Header> trailers;
  private boolean ended;
  private boolean full;

  MemoryOutput(int limit, Runnable outputRequested) {
    this.kept = new LimitedOutput(limit);
    this.limit = limit;
    this.outputRequested = outputRequested;
  }

  @Override
  public void requestOutput() {
    DataStreamChannel current = connection;
    if (current == null) {
      outputRequested.run();
    } else {
      current.requestOutput();
    }
  }

  @Override
  public int write(ByteBuffer source) {
    byte[] taken = new byte[Math.min(source.remaining(), limit - kept.size())];
    full |= taken.length < source.remaining();
    source.get(taken);
    kept.keep(taken, 0, taken.length);
    return taken.length;
  }

  @Override
  public void endStream() {
    ended = true;
  }

  @Override
  public void endStream(List<? extends Header> lastLines) {
    trailers = lastLines;
    ended = true;
  }

  /** From now on the producer asks there. */
  void connect(DataStreamChannel channel) {
    connection = channel;
  }

  boolean isEnded() {
    return ended;
  }

  boolean isFull() {
    return full;
  }

  /** Null when there are none. */
  List<? extends Header> trailers() {
    return trailers == null || trailers.isEmpty() ? null : trailers;
  }

  int size() {
    return kept.size();
  }

  byte[] bytes() {
    return kept.toByteArray();
  }
}
