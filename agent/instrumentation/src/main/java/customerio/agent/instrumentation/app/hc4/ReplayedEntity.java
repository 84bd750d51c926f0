package customerio.agent.instrumentation.app.hc4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/**
 * Says again what an entity said that can be read only once: what is kept of it, then what has not
 * been read yet, or the failure it ended with. Still not repeatable, as the client decides by that
 * what it may send a second time.
 */
final class ReplayedEntity extends HttpEntityWrapper {
  private final HttpEntity source;
  private final byte[] bytes;
  private final InputStream rest;
  private final Exception failure;

  /**
   * @param rest null when the bytes are all
   * @param failure an IOException or RuntimeException, or null
   */
  ReplayedEntity(HttpEntity source, byte[] bytes, InputStream rest, Exception failure) {
    super(source);
    this.source = source;
    this.bytes = bytes;
    this.rest = rest;
    this.failure = failure;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isWhole() {
    long declaredLength = source.getContentLength();
    return rest == null
        && failure == null
        && (declaredLength < 0 || declaredLength == bytes.length);
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public InputStream getContent() {
    InputStream kept = new ByteArrayInputStream(bytes);
    return rest == null ? kept : new SequenceInputStream(kept, rest);
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    target.write(bytes);
    if (rest != null) {
      try (rest) {
        rest.transferTo(target);
      }
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }
}
