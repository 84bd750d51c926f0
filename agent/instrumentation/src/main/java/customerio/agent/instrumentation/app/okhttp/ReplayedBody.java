package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Stands in for a body that has been written to memory, and fails where that one failed. */
final class ReplayedBody extends RequestBody {
  private final CapturedBody body;

  ReplayedBody(CapturedBody body) {
    this.body = body;
  }

  @Override
  public MediaType contentType() {
    return body.source().contentType();
  }

  @Override
  public long contentLength() {
    return body.declaredLength();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(body.bytes());
    if (body.failure() instanceof IOException failure) {
      throw failure;
    }
    if (body.failure() instanceof RuntimeException failure) {
      throw failure;
    }
  }
}
