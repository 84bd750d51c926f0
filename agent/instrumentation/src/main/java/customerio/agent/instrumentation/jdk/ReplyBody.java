package customerio.agent.instrumentation.jdk;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives the bytes of a reply to a {@code BodySubscriber}: all at its first request. */
final class ReplyBody implements Flow.Subscription {
  private final BodySubscriber<?> subscriber;
  private final byte[] bytes;
  private final AtomicBoolean over = new AtomicBoolean();

  private ReplyBody(BodySubscriber<?> subscriber, byte[] bytes) {
    this.subscriber = subscriber;
    this.bytes = bytes;
  }

  static void feed(BodySubscriber<?> subscriber, byte[] bytes) {
    ReplyBody body = new ReplyBody(subscriber, bytes);
    subscriber.onSubscribe(body);
    if (bytes.length == 0 && body.over.compareAndSet(false, true)) {
      subscriber.onComplete();
    }
  }

  @Override
  public void request(long lists) {
    if (lists <= 0) {
      if (over.compareAndSet(false, true)) {
        subscriber.onError(new IllegalArgumentException("non-positive request: " + lists));
      }
    } else if (bytes.length > 0 && over.compareAndSet(false, true)) {
      subscriber.onNext(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
      subscriber.onComplete();
    }
  }

  @Override
  public void cancel() {
    over.set(true);
  }
}
