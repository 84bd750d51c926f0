package customerio.agent.instrumentation.app.servlet.jakarta;

import customerio.agent.instrumentation.webhook.WatchedBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The container's stream; what has been read of it is told. */
final class WatchedInputStream extends ServletInputStream {
  private final ServletInputStream original;
  private final WatchedBody body;

  WatchedInputStream(ServletInputStream original, WatchedBody body) {
    this.original = original;
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    return body.read(original.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return body.read(bytes, offset, original.read(bytes, offset, length));
  }

  @Override
  public int available() throws IOException {
    return original.available();
  }

  @Override
  public void close() throws IOException {
    original.close();
  }

  @Override
  public boolean markSupported() {
    return original.markSupported();
  }

  @Override
  public void mark(int limit) {
    original.mark(limit);
  }

  /** What follows was told before. */
  @Override
  public void reset() throws IOException {
    body.giveUp();
    original.reset();
  }

  /** The only one to say so to an application that does not block. */
  @Override
  public boolean isFinished() {
    boolean finished = original.isFinished();
    if (finished) {
      body.read(-1);
    }
    return finished;
  }

  @Override
  public boolean isReady() {
    return original.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    original.setReadListener(listener);
  }
}
