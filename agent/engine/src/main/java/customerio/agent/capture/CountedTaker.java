package customerio.agent.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The engine, as one client sees it. Counts each claimed call once, when its way is known, and
 * tells the engine what it cost: up to the commit, so with the time in which the client's own
 * response is built.
 */
final class CountedTaker implements CallTaker {
  private final CallTaker engine;
  private final Seam seam;
  private final LongSupplier nanos;

  CountedTaker(CallTaker engine, Seam seam, LongSupplier nanos) {
    this.engine = engine;
    this.seam = seam;
    this.nanos = nanos;
  }

  CallTaker engine() {
    return engine;
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return engine.claims(scheme, host, port, rawPath);
  }

  @Override
  public Origin origin() {
    return engine.origin();
  }

  @Override
  public boolean mayTake(CapturedRequest request) {
    return engine.mayTake(request);
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    long began = nanos.getAsLong();
    Takeover takeover = engine.take(request, origin);
    if (takeover instanceof Takeover.Accepted accepted) {
      return new CountedAcceptance(accepted, this, began);
    }
    if (takeover instanceof Takeover.Relayed relayed) {
      return new CountedRelay(relayed, seam);
    }
    seam.passed.increment();
    ended(false, began);
    return takeover;
  }

  @Override
  public void bypassed() {
    seam.passed.increment();
    engine.bypassed();
  }

  @Override
  public boolean leaves(String client, OwnWay way) {
    boolean left = engine.leaves(client, way);
    if (left) {
      seam.passed.increment();
    }
    return left;
  }

  @Override
  public boolean wouldPass(String method, String scheme, String host, int port, String rawPath) {
    boolean passes = engine.wouldPass(method, scheme, host, port, rawPath);
    if (passes) {
      seam.passed.increment();
    }
    return passes;
  }

  @Override
  public void concern(String code, String subject, String sentence) {
    engine.concern(code, subject, sentence);
  }

  @Override
  public int maxBodyBytes() {
    return engine.maxBodyBytes();
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    engine.suppressed(place, fault);
  }

  @Override
  public void suppressedBefore(long faults) {
    engine.suppressedBefore(faults);
  }

  @Override
  public void leftAlone(String sentence) {
    engine.leftAlone(sentence);
  }

  @Override
  public void noticed(String sentence) {
    engine.noticed(sentence);
  }

  @Override
  public void credential(String authorization) {
    engine.credential(authorization);
  }

  @Override
  public WebhookBody webhook(String signature, String timestamp, long length) {
    return engine.webhook(signature, timestamp, length);
  }

  @Override
  public void intercepted(String client, boolean answered, long took) {
    engine.intercepted(client, answered, took);
  }

  private void ended(boolean answered, long began) {
    try {
      engine.intercepted(seam.client(), answered, nanos.getAsLong() - began);
    } catch (Throwable fault) {
      // a stack that overflows here must not undo what the commit has decided
    }
  }

  private record CountedAcceptance(Takeover.Accepted accepted, CountedTaker taker, long began)
      implements Takeover.Accepted {

    @Override
    public Reply reply() {
      return accepted.reply();
    }

    @Override
    public boolean commit() {
      boolean committed = accepted.commit();
      (committed ? taker.seam.answered : taker.seam.passed).increment();
      taker.ended(committed, began);
      return committed;
    }
  }

  private record CountedRelay(Takeover.Relayed relayed, Seam seam) implements Takeover.Relayed {

    @Override
    public Reply exchange(Duration timeout) throws IOException {
      Throwable failure = null;
      try {
        return relayed.exchange(timeout);
      } catch (NothingSentException nothingSent) {
        failure = nothingSent;
        throw nothingSent;
      } finally {
        ended(failure);
      }
    }

    @Override
    public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
      return ExchangeFront.of(
          relayed.exchangeAsync(timeout),
          (front, reply, failure) -> {
            ended(failure); // before the client, and whoever asks what it did, can see the end
            ExchangeFront.complete(front, reply, failure);
          });
    }

    private void ended(Throwable failure) {
      (failure instanceof NothingSentException ? seam.passed : seam.relayed).increment();
    }
  }
}
