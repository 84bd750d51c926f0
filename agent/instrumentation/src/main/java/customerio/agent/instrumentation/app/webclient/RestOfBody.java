package customerio.agent.instrumentation.app.webclient;

import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * What is left of a subscription whose beginning was read already. For one subscriber, who also
 * gets an end that came before it did; nothing else can, as nothing was asked for.
 */
final class RestOfBody extends Flux<DataBuffer> {
  private final Subscription upstream;

  // Guarded by this.
  private CoreSubscriber<? super DataBuffer> subscriber;
  private boolean ended;
  private Throwable failure;

  RestOfBody(Subscription upstream) {
    this.upstream = upstream;
  }

  @Override
  public void subscribe(CoreSubscriber<? super DataBuffer> newSubscriber) {
    boolean isOver;
    synchronized (this) {
      if (subscriber != null) {
        throw new IllegalStateException("this body can be read once");
      }
      subscriber = newSubscriber;
      isOver = ended;
    }
    newSubscriber.onSubscribe(upstream);
    if (isOver) {
      signalEnd(newSubscriber);
    }
  }

  /** Nobody has come for it. */
  synchronized boolean isUnclaimed() {
    return subscriber == null;
  }

  void next(DataBuffer buffer) {
    subscriber.onNext(buffer);
  }

  /**
   * @param cause null for a regular end
   */
  void end(Throwable cause) {
    CoreSubscriber<? super DataBuffer> present;
    synchronized (this) {
      ended = true;
      failure = cause;
      present = subscriber;
    }
    if (present != null) {
      signalEnd(present);
    }
  }

  private void signalEnd(CoreSubscriber<? super DataBuffer> target) {
    if (failure == null) {
      target.onComplete();
    } else {
      target.onError(failure);
    }
  }
}
