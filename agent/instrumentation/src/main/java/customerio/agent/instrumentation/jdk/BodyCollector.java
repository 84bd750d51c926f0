package customerio.agent.instrumentation.jdk;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Reads a request's body without ever blocking, as it may be written by another thread while this
 * one waits for the response; and subscribes only once, as many publishers allow no more.
 *
 * <p>Asks for one buffer at a time: should the body turn out too long, nothing is on its way, and
 * the subscription can be handed on.
 */
final class BodyCollector implements Flow.Subscriber<ByteBuffer> {
  private final long limit;
  private final long contentLength;
  private final CompletableFuture<CollectedBody> collected = new CompletableFuture<>();

  // Signals come one after the other, so these need no lock.
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.Subscription subscription;
  private SplicedBody rest;

  private BodyCollector(long limit, long contentLength) {
    this.limit = limit;
    this.contentLength = contentLength;
  }

  /**
   * @param limit in bytes
   * @return fails with what the publisher fails with; cancelling it cancels the subscription
   */
  static CompletableFuture<CollectedBody> collect(BodyPublisher publisher, int limit) {
    long length = publisher.contentLength();
    BodyCollector collector = new BodyCollector(length < 0 ? limit : length, length);
    publisher.subscribe(collector);
    return collector.collected;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    collected.whenComplete(
        (body, failure) -> {
          if (collected.isCancelled()) {
            newSubscription.cancel();
          }
        });
    newSubscription.request(1);
  }

  @Override
  public void onNext(ByteBuffer buffer) {
    if (rest != null) {
      rest.onNext(buffer);
      return;
    }
    byte[] chunk = new byte[buffer.remaining()];
    buffer.get(chunk);
    bytes.writeBytes(chunk);
    if (bytes.size() > limit) {
      rest = new SplicedBody(bytes.toByteArray(), contentLength, subscription);
      collected.complete(new CollectedBody.Endless(rest));
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (rest == null) {
      collected.completeExceptionally(failure);
    } else {
      rest.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (rest == null) {
      collected.complete(new CollectedBody.Whole(bytes.toByteArray(), contentLength));
    } else {
      rest.onComplete();
    }
  }
}
