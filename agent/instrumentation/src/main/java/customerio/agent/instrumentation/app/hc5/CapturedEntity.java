package customerio.agent.instrumentation.app.hc5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A request entity in memory.
 *
 * @param source null when the request has none
 * @param rest what follows the bytes, when they are not all
 * @param failure what the source threw after these bytes; null when it did not
 */
record CapturedEntity(HttpEntity source, byte[] bytes, InputStream rest, Exception failure) {

  /**
   * Reads the entity into memory, if that leaves the original call able to send it as well.
   *
   * @return null when it has to stay untouched, or cannot be kept; then HttpClient writes it again,
   *     as it does for every retry
   */
  static CapturedEntity of(HttpEntity source, int limit) {
    if (source == null) {
      return new CapturedEntity(null, new byte[0], null, null);
    }
    long declaredLength = source.getContentLength();
    if (declaredLength > limit || source.getTrailers() != null) {
      return null;
    }
    if (Hc5Internals.isRepeatable(source)) {
      return ofRepeatable(source, limit);
    }
    if (declaredLength >= 0) {
      return ofOneShot(source);
    }
    InputStream content = source.isStreaming() ? content(source) : null;
    return content == null ? ofWriter(source, limit) : ofStream(source, content, limit);
  }

  private static CapturedEntity ofRepeatable(HttpEntity source, int limit) {
    LimitedOutput kept = new LimitedOutput(limit);
    try {
      source.writeTo(kept);
    } catch (IOException | RuntimeException e) {
      return null; // too large, or broken for the original call as well
    }
    return new CapturedEntity(source, kept.toByteArray(), null, null);
  }

  /** Once begun, it has to be kept whatever comes: nobody can write it again. */
  private static CapturedEntity ofOneShot(HttpEntity source) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    try {
      source.writeTo(kept);
    } catch (IOException | RuntimeException e) {
      return new CapturedEntity(source, kept.toByteArray(), null, e);
    }
    return new CapturedEntity(source, kept.toByteArray(), null, null);
  }

  /**
   * An entity that only writes itself, as those of Spring and Jersey do, cannot be stopped and
   * resumed: all of it is kept, however long. It is an object of the application that is in memory
   * already.
   */
  private static CapturedEntity ofWriter(HttpEntity source, int limit) {
    CapturedEntity whole = ofOneShot(source);
    return whole.bytes.length <= limit
        ? whole
        : new CapturedEntity(source, whole.bytes, InputStream.nullInputStream(), whole.failure);
  }

  /**
   * @return null where there is no such thing: some say that they stream, and only write
   */
  private static InputStream content(HttpEntity source) {
    try {
      return source.getContent();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Read and not written, so that what is too large can stay where it is. */
  private static CapturedEntity ofStream(HttpEntity source, InputStream content, int limit) {
    LimitedOutput kept = new LimitedOutput(limit);
    try {
      byte[] chunk = new byte[4096];
      for (int count; (count = content.read(chunk)) >= 0; ) {
        kept.keep(chunk, 0, count);
        if (kept.size() > limit) {
          return new CapturedEntity(source, kept.toByteArray(), content, null);
        }
      }
    } catch (IOException | RuntimeException e) {
      return new CapturedEntity(source, kept.toByteArray(), null, e);
    }
    consume(source);
    return new CapturedEntity(source, kept.toByteArray(), null, null);
  }

  /** Also lets the client's wrapper know that there is nothing left to send again. */
  static void consume(HttpEntity source) {
    try {
      source.writeTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeException e) {
      // it is at its end, whatever it makes of that
    }
  }

  boolean isComplete() {
    return rest == null && failure == null;
  }

  /** What the original call sends; null when there is nothing to send. */
  HttpEntity replayed() {
    return source == null ? null : new ReplayedEntity(this);
  }
}
