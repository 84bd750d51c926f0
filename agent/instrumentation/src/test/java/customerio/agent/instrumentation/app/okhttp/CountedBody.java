package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Counts how often it is written. */
class CountedBody extends RequestBody {
  final AtomicInteger written = new AtomicInteger();
  private final String text;
  private final long declaredLength;

  CountedBody(long declaredLength) {
    this(OkHttpContract.BODY, declaredLength);
  }

  CountedBody(String text, long declaredLength) {
    this.text = text;
    this.declaredLength = declaredLength;
  }

  @Override
  public MediaType contentType() {
    return OkHttpContract.JSON;
  }

  @Override
  public long contentLength() {
    return declaredLength;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    written.incrementAndGet();
    sink.writeUtf8(text);
  }
}
