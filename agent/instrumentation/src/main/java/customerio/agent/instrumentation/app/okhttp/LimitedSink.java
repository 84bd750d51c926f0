package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSink;

/** Ends the writing of a body as soon as it is larger than we keep. */
final class LimitedSink extends ForwardingSink {
  private final Buffer kept;
  private final int limit;

  LimitedSink(Buffer kept, int limit) {
    super(kept);
    this.kept = kept;
    this.limit = limit;
  }

  @Override
  public void write(Buffer source, long byteCount) throws IOException {
    if (kept.size() + byteCount > limit) {
      throw new IOException("more than " + limit + " bytes");
    }
    super.write(source, byteCount);
  }
}
