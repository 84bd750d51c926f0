package customerio.agent.instrumentation.app.hc5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Ends the writing of an entity as soon as it is larger than we keep. */
final class LimitedOutput extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int limit;

  LimitedOutput(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (kept.size() + length > limit) {
      throw new IOException("more than " + limit + " bytes");
    }
    keep(bytes, offset, length);
  }

  /** Whatever the limit. */
  void keep(byte[] bytes, int offset, int length) {
    kept.write(bytes, offset, length);
  }

  int size() {
    return kept.size();
  }

  byte[] toByteArray() {
    return kept.toByteArray();
  }
}
