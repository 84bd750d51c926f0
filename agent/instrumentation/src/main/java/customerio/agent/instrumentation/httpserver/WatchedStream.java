package customerio.agent.instrumentation.httpserver;

import customerio.agent.instrumentation.webhook.WatchedBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The server's stream; what has been read of it is told. */
final class WatchedStream extends FilterInputStream {
  private final WatchedBody body;

  WatchedStream(InputStream original, WatchedBody body) {
    super(original);
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    return body.read(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return body.read(bytes, offset, super.read(bytes, offset, length));
  }

  /** Past us. */
  @Override
  public long skip(long count) throws IOException {
    body.giveUp();
    return super.skip(count);
  }

  /** What follows was told before. */
  @Override
  public void reset() throws IOException {
    body.giveUp();
    super.reset();
  }
}
