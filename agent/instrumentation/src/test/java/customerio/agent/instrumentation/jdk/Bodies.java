package customerio.agent.instrumentation.jdk;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Publishers of bodies, and what is in them. */
final class Bodies {

  private Bodies() {}

  /** Of unknown length, and complains about a second subscriber. */
  static BodyPublisher once(String text) {
    AtomicBoolean subscribed = new AtomicBoolean();
    BodyPublisher body = BodyPublishers.ofString(text);
    return BodyPublishers.fromPublisher(
        subscriber -> {
          if (!subscribed.compareAndSet(false, true)) {
            throw new IllegalStateException("a second subscriber");
          }
          body.subscribe(subscriber);
        });
  }

  static BodyPublisher failing(Throwable failure) {
    return BodyPublishers.fromPublisher(
        subscriber -> {
          subscriber.onSubscribe(new NoSubscription());
          subscriber.onError(failure);
        });
  }

  /** Never says anything, and remembers whether it was cancelled. */
  static BodyPublisher silent(AtomicBoolean cancelled) {
    return BodyPublishers.fromPublisher(
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long n) {}

                  @Override
                  public void cancel() {
                    cancelled.set(true);
                  }
                }));
  }

  static String of(HttpRequest request) {
    return new String(bytesOf(request.bodyPublisher().get()), StandardCharsets.UTF_8);
  }

  static byte[] bytesOf(BodyPublisher publisher) {
    CompletableFuture<byte[]> all = new CompletableFuture<>();
    publisher.subscribe(new Reader(all, 1));
    return all.join();
  }

  private static final class NoSubscription implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /** Reads with so many buffers asked for at a time. */
  static final class Reader implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> all;
    private final long demand;
    private Flow.Subscription subscription;
    private long open;
    private boolean busy;

    Reader(CompletableFuture<byte[]> all, long demand) {
      this.all = all;
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      open = demand;
      subscription.request(demand);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      if (busy || --open < 0) {
        all.completeExceptionally(new AssertionError("overlapping or unasked signal"));
      }
      busy = true;
      byte[] chunk = new byte[buffer.remaining()];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
      if (open == 0) {
        open = demand;
        subscription.request(demand);
      }
      busy = false;
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      all.complete(bytes.toByteArray());
    }
  }
}
