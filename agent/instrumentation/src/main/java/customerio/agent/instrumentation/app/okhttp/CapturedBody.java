package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;
import okio.Sink;

/**
 * A request body in memory.
 *
 * @param source null when the request has none
 * @param declaredLength as the source says, -1 for unknown; it decides how OkHttp frames the body
 * @param failure what the source threw after these bytes; null when it wrote all
 */
record CapturedBody(RequestBody source, long declaredLength, byte[] bytes, Exception failure) {

  /**
   * Writes the body into memory, if that leaves the original call able to send it as well.
   *
   * @return null when it has to stay untouched, or cannot be kept; then OkHttp writes it again, as
   *     it does for every second route and redirect
   */
  static CapturedBody of(Request request, int limit) {
    RequestBody source = request.body();
    if (source == null) {
      return new CapturedBody(null, 0, new byte[0], null);
    }
    if (BodyTraits.isDuplex(source)) {
      return null;
    }
    long declaredLength;
    try {
      declaredLength = source.contentLength();
    } catch (IOException | RuntimeException e) {
      return null; // the original call meets the same failure
    }
    if (declaredLength > limit) {
      return null;
    }
    if (!BodyTraits.isOneShot(source)) {
      return ofRepeatable(source, declaredLength, limit);
    }
    return declaredLength >= 0 && ChainCopy.IS_POSSIBLE ? ofOneShot(source, declaredLength) : null;
  }

  private static CapturedBody ofRepeatable(RequestBody source, long declaredLength, int limit) {
    Buffer kept = new Buffer();
    try {
      write(source, new LimitedSink(kept, limit));
    } catch (IOException | RuntimeException e) {
      return null; // too large, or broken for the original call as well
    }
    return new CapturedBody(source, declaredLength, kept.readByteArray(), null);
  }

  /** Once begun, it has to be kept whatever comes: nobody can write it again. */
  private static CapturedBody ofOneShot(RequestBody source, long declaredLength) {
    Buffer kept = new Buffer();
    try {
      write(source, kept);
    } catch (IOException | RuntimeException e) {
      return new CapturedBody(source, declaredLength, kept.readByteArray(), e);
    }
    return new CapturedBody(source, declaredLength, kept.readByteArray(), null);
  }

  private static void write(RequestBody source, Sink target) throws IOException {
    BufferedSink sink = Okio.buffer(target);
    try {
      source.writeTo(sink);
    } finally {
      sink.flush();
    }
  }

  boolean exists() {
    return source != null;
  }
}
