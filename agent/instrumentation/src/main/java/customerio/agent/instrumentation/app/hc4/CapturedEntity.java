package customerio.agent.instrumentation.app.hc4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;

/**
 * A request's entity in memory.
 *
 * @param isWhole whether these bytes are all of it, as many as it said, and not too many
 */
record CapturedEntity(byte[] bytes, boolean isWhole) {
  private static final CapturedEntity NONE = new CapturedEntity(new byte[0], true);

  /**
   * Reads the entity. One that can be read once only is replaced by one that says the same again,
   * so that the original call can follow.
   *
   * @return null when the entity has been left untouched: too long, or broken for the original call
   *     as well
   */
  static CapturedEntity of(HttpRequest request, int limit) {
    HttpEntity source =
        request instanceof HttpEntityEnclosingRequest enclosing ? enclosing.getEntity() : null;
    if (source == null) {
      return NONE;
    }
    long declaredLength = source.getContentLength();
    if (declaredLength > limit) {
      return null;
    }
    if (source.isRepeatable()) {
      return ofRepeatable(source, limit);
    }
    InputStream content = declaredLength < 0 && source.isStreaming() ? content(source) : null;
    ReplayedEntity replay =
        content == null
            ? ofOneShot(source, Math.max((int) declaredLength, 32))
            : ofStream(source, content, limit);
    ((HttpEntityEnclosingRequest) request).setEntity(replay);
    return new CapturedEntity(replay.bytes(), replay.isWhole() && replay.bytes().length <= limit);
  }

  private static CapturedEntity ofRepeatable(HttpEntity source, int limit) {
    LimitedOutput kept = new LimitedOutput(limit);
    try {
      source.writeTo(kept);
    } catch (IOException | RuntimeException e) {
      return null;
    }
    byte[] bytes = kept.toByteArray();
    long declaredLength = source.getContentLength();
    return new CapturedEntity(bytes, declaredLength < 0 || declaredLength == bytes.length);
  }

  /**
   * @return null where there is no such thing: Google's entities say that they stream, and only
   *     write
   */
  private static InputStream content(HttpEntity source) {
    try {
      return source.getContent();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Only as much as may be kept; the rest stays where it is, to be sent from there. */
  private static ReplayedEntity ofStream(HttpEntity source, InputStream content, int limit) {
    byte[] kept = new byte[0];
    try {
      kept = content.readNBytes(limit + 1);
      if (kept.length > limit) {
        return new ReplayedEntity(source, kept, content, null);
      }
      content.close();
      return new ReplayedEntity(source, kept, null, null);
    } catch (IOException | RuntimeException e) {
      return new ReplayedEntity(source, kept, null, e);
    }
  }

  /**
   * An entity that writes itself cannot be stopped and resumed: once begun, all of it is kept,
   * however long. Such are those of connectors (Jersey's), which write an object of the application
   * that is in memory already.
   */
  private static ReplayedEntity ofOneShot(HttpEntity source, int expectedLength) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(expectedLength);
    try {
      source.writeTo(kept);
      return new ReplayedEntity(source, kept.toByteArray(), null, null);
    } catch (IOException | RuntimeException e) {
      return new ReplayedEntity(source, kept.toByteArray(), null, e);
    }
  }

  /** Gives up where too much comes; what writes to it can begin anew. */
  private static final class LimitedOutput extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int limit;

    LimitedOutput(int limit) {
      this.limit = limit;
    }

    @Override
    public void write(int octet) throws IOException {
      makeRoom(1);
      kept.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      makeRoom(length);
      kept.write(bytes, offset, length);
    }

    private void makeRoom(int length) throws IOException {
      if (length > limit - kept.size()) {
        throw new IOException("longer than " + limit + " bytes");
      }
    }

    byte[] toByteArray() {
      return kept.toByteArray();
    }
  }
}
