package customerio.agent.instrumentation.app.hc5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.StreamClosedException;

/** The content of an answer; once closed it is as closed as one from a connection. */
final class AnswerStream extends InputStream {
  private final InputStream bytes;
  private boolean closed;

  AnswerStream(byte[] bytes) {
    this.bytes = new ByteArrayInputStream(bytes);
  }

  @Override
  public int read() throws IOException {
    ensureOpen();
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    ensureOpen();
    return bytes.read(target, offset, length);
  }

  @Override
  public int available() throws IOException {
    return closed ? 0 : bytes.available();
  }

  private void ensureOpen() throws StreamClosedException {
    if (closed) {
      throw new StreamClosedException("Stream already closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
