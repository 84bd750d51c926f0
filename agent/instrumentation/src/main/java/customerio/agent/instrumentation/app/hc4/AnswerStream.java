package customerio.agent.instrumentation.app.hc4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of an answer; over once it is closed, as the content of a connection is. */
final class AnswerStream extends InputStream {
  private final ByteArrayInputStream bytes;
  private boolean closed;

  AnswerStream(byte[] bytes) {
    this.bytes = new ByteArrayInputStream(bytes);
  }

  @Override
  public int read() throws IOException {
    failIfClosed();
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    failIfClosed();
    return bytes.read(target, offset, length);
  }

  @Override
  public int available() {
    return closed ? 0 : bytes.available();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void failIfClosed() throws IOException {
    if (closed) {
      throw new IOException("Attempted read from closed stream.");
    }
  }
}
