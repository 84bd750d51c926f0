package customerio.agent.instrumentation.jdk;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A body whose beginning was read already: that beginning, and then the rest of the same
 * subscription. For one subscriber.
 */
final class SplicedBody implements BodyPublisher, Flow.Subscription {
  private final byte[] beginning;
  private final long contentLength;
  private final Flow.Subscription rest;
  private Flow.Subscriber<? super ByteBuffer> subscriber;

  // Guarded by this. Until the beginning has been handed over, demand and the end have to wait:
  // signals to the subscriber must not overlap.
  private boolean beginningUnderway;
  private boolean beginningDone;
  private long owed;
  private Runnable end;

  SplicedBody(byte[] beginning, long contentLength, Flow.Subscription rest) {
    this.beginning = beginning;
    this.contentLength = contentLength;
    this.rest = rest;
  }

  @Override
  public long contentLength() {
    return contentLength;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
    synchronized (this) {
      if (subscriber != null) {
        throw new IllegalStateException("this body can be read once");
      }
      subscriber = newSubscriber;
    }
    newSubscriber.onSubscribe(this);
  }

  @Override
  public void request(long buffers) {
    if (buffers <= 0 || isBeyondBeginning()) {
      rest.request(buffers);
    } else if (isFirstToOwe(buffers)) {
      handOverBeginning();
    }
  }

  private synchronized boolean isBeyondBeginning() {
    return beginningDone;
  }

  private synchronized boolean isFirstToOwe(long buffers) {
    owed = owed + buffers < 0 ? Long.MAX_VALUE : owed + buffers;
    boolean first = !beginningUnderway;
    beginningUnderway = true;
    return first;
  }

  private void handOverBeginning() {
    subscriber.onNext(ByteBuffer.wrap(beginning));
    Runnable ended;
    long more;
    synchronized (this) {
      beginningDone = true;
      ended = end;
      more = owed - 1;
    }
    if (ended != null) {
      ended.run();
    } else if (more > 0) {
      rest.request(more);
    }
  }

  @Override
  public void cancel() {
    rest.cancel();
  }

  void onNext(ByteBuffer buffer) {
    subscriber.onNext(buffer);
  }

  void onError(Throwable failure) {
    end(() -> subscriber.onError(failure));
  }

  void onComplete() {
    end(() -> subscriber.onComplete());
  }

  private void end(Runnable signal) {
    synchronized (this) {
      if (!beginningDone) {
        end = signal;
        return;
      }
    }
    signal.run();
  }
}
