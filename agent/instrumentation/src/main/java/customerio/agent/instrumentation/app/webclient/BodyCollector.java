package customerio.agent.instrumentation.app.webclient;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Reads a body for somebody who waits for it to be written.
 *
 * <p>Asks for one buffer at a time: should the body turn out too long, nothing is on its way, and
 * the subscription can be handed on. Buffers are copied and released at once.
 */
final class BodyCollector implements CoreSubscriber<DataBuffer>, Subscription {
  private final int limit;
  private final boolean single;
  private final Consumer<RequestBody> result;
  private final CoreSubscriber<? super Void> writer;

  // Signals come one after the other, so these need no lock.
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Subscription upstream;
  private volatile RestOfBody rest;

  /**
   * @param single a {@code Mono}, whose one buffer is in memory whatever its length
   * @param result gets the body, once: when it is too long, or before the writer hears of its end
   */
  BodyCollector(
      int limit,
      boolean single,
      Consumer<RequestBody> result,
      CoreSubscriber<? super Void> writer) {
    this.limit = limit;
    this.single = single;
    this.result = result;
    this.writer = writer;
  }

  @Override
  public Context currentContext() {
    return writer.currentContext();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    writer.onSubscribe(this);
    subscription.request(1);
  }

  @Override
  public void onNext(DataBuffer buffer) {
    RestOfBody handedOn = rest;
    if (handedOn != null) {
      handedOn.next(buffer);
      return;
    }
    byte[] chunk = new byte[buffer.readableByteCount()];
    buffer.read(chunk);
    DataBufferUtils.release(buffer);
    bytes.writeBytes(chunk);
    if (single || bytes.size() <= limit) {
      upstream.request(1);
    } else {
      RestOfBody more = new RestOfBody(upstream);
      rest = more;
      result.accept(new RequestBody.Endless(bytes.toByteArray(), more));
    }
  }

  @Override
  public void onError(Throwable failure) {
    RestOfBody handedOn = rest;
    if (handedOn != null) {
      handedOn.end(failure);
    }
    writer.onError(failure);
  }

  @Override
  public void onComplete() {
    RestOfBody handedOn = rest;
    if (handedOn != null) {
      handedOn.end(null);
    } else {
      result.accept(new RequestBody.Whole(bytes.toByteArray(), single));
    }
    writer.onComplete();
  }

  /** Of the writer, to whom no element is sent. */
  @Override
  public void request(long elements) {}

  /** Of the writer; what was handed on is somebody else's. */
  @Override
  public void cancel() {
    RestOfBody handedOn = rest;
    if (handedOn == null || handedOn.isUnclaimed()) {
      upstream.cancel();
    }
  }
}
