package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** Has nothing to write until the test gives it, and asks for output then. */
class LateProducer implements AsyncEntityProducer {
  private final ByteBuffer all;
  private final CountDownLatch released = new CountDownLatch(1);
  private DataStreamChannel channel;

  LateProducer(String text) {
    all = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    all.limit(0);
  }

  void comeInParts(int count) {
    for (int part = 1; part <= count; part++) {
      synchronized (this) {
        all.limit(all.capacity() * part / count);
        if (channel != null) {
          channel.requestOutput();
        }
      }
    }
  }

  @Override
  public synchronized void produce(DataStreamChannel to) throws IOException {
    channel = to;
    if (all.hasRemaining()) {
      to.write(all);
    }
    if (all.position() == all.capacity()) {
      to.endStream();
    }
  }

  @Override
  public synchronized int available() {
    return all.remaining();
  }

  /** Comes after the future's answer, as from a connection. */
  void awaitRelease() throws InterruptedException {
    released.await();
  }

  @Override
  public void releaseResources() {
    released.countDown();
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void failed(Exception cause) {
    // the test sees it at the future
  }

  @Override
  public long getContentLength() {
    return -1;
  }

  @Override
  public String getContentType() {
    return "application/json";
  }

  @Override
  public String getContentEncoding() {
    return null;
  }

  @Override
  public boolean isChunked() {
    return true;
  }

  @Override
  public Set<String> getTrailerNames() {
    return Set.of();
  }
}
