package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.CapturedRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Has the request of an exchange produced into memory.
 *
 * <p>A producer that has nothing yet asks for output later, from any thread. Requests are counted,
 * and whoever raises the count from zero sees to it that the producer is called until they are all
 * served: so it is called by one thread at a time, and no request is lost.
 */
final class ProducedRequest {
  private final AsyncCall call;
  private final AsyncClientExchangeHandler exchange;
  private final AsyncExchange owner;
  private final MemoryOutput output;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile HttpRequest request;
  private volatile EntityDetails entity;

  /** Only touched by the thread that serves requests. */
  private boolean over;

  /** Likewise: it had something after the last call, and had written nothing. */
  private boolean idle;

  ProducedRequest(AsyncCall call, AsyncClientExchangeHandler exchange, AsyncExchange owner) {
    this.call = call;
    this.exchange = exchange;
    this.owner = owner;
    this.output = new MemoryOutput(call.taker().maxBodyBytes(), this::outputRequested);
  }

  /** Runs the request interceptors, and the producer as far as it goes. */
  void start(HttpContext context) {
    try {
      exchange.produceRequest(
          (head, details, ignored) -> {
            request = head;
            entity = details;
          },
          context);
    } catch (Throwable e) {
      call.callbacks().execute(() -> owner.fail(AsyncCall.asException(e)));
      return;
    }
    if (!call.isClaimed(request) || isTooLong()) {
      owner.bypassed();
    } else if (entity == null) {
      owner.produced();
    } else {
      requests.incrementAndGet();
      serve(true);
    }
  }

  private boolean isTooLong() {
    return entity != null && entity.getContentLength() > call.taker().maxBodyBytes();
  }

  private void outputRequested() {
    if (requests.getAndIncrement() == 0) {
      call.callbacks().execute(() -> serve(false));
    }
  }

  /**
   * @param callersThread which must not wait for a producer that asks again and again until there
   *     is something: it may be the one that has it
   */
  private void serve(boolean callersThread) {
    do {
      boolean progress = over || produce();
      if (!progress && callersThread && requests.get() > 1) {
        requests.decrementAndGet();
        call.callbacks().execute(() -> serve(false));
        return;
      }
    } while (requests.decrementAndGet() != 0);
  }

  /**
   * @return whether something has come of it
   */
  private boolean produce() {
    int before = output.size();
    try {
      exchange.produce(output);
    } catch (Throwable e) {
      over = true;
      call.callbacks().execute(() -> owner.fail(AsyncCall.asException(e)));
      return true;
    }
    boolean progress = output.size() > before;
    if (output.isEnded() && output.trailers() == null) {
      over = true;
      owner.produced();
    } else if (owner.isEnded()) {
      over = true;
    } else if (output.isEnded() || output.isFull() || isStuck(progress)) {
      over = true;
      owner.bypassed();
    } else if (exchange.available() > 0) {
      requests.incrementAndGet();
    }
    return progress;
  }

  /**
   * It has something, writes nothing, and will not ask: a connection would call it again at once.
   * Once is no proof, as what it has can have come just after the call, with the asking to follow.
   */
  private boolean isStuck(boolean progress) {
    boolean wasIdle = idle;
    idle = !progress && requests.get() == 1 && exchange.available() > 0;
    return wasIdle && idle;
  }

  CapturedRequest captured() {
    return call.captured(request, entity, output.bytes());
  }

  ReplayedExchange replayed(IntConsumer watched, OriginalRun run) {
    return new ReplayedExchange(exchange, request, entity, output, watched, run);
  }
}
