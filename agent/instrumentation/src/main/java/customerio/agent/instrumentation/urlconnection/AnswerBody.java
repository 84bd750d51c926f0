package customerio.agent.instrumentation.urlconnection;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** Bytes that complain when they are read after {@link #close()}, as the JDK's stream does. */
final class AnswerBody extends FilterInputStream {
  private volatile boolean closed;

  AnswerBody(byte[] bytes) {
    super(new ByteArrayInputStream(bytes));
  }

  @Override
  public int read() throws IOException {
    ensureOpen();
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    ensureOpen();
    return super.read(target, offset, length);
  }

  @Override
  public long skip(long count) throws IOException {
    ensureOpen();
    return super.skip(count);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void ensureOpen() throws IOException {
    if (closed) {
      throw new IOException("stream is closed");
    }
  }
}
