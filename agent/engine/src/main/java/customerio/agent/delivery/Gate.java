package customerio.agent.delivery;

import customerio.agent.credentials.CredentialBook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Decides whether a destination may be sent to, from everything that concerns the destination as a
 * whole. Time is monotonic, so a jump of the wall clock neither freezes nor releases it.
 * Thread-safe; calls nobody while it holds its lock but the credential book.
 *
 * <pre>
 *   credential unknown ──▶ NONE until it is learned
 *   401, 403           ──▶ NONE, then one PROBE after 60 s · 2^n, or ALL when it is learned anew
 *   401 when asked     ──▶ NONE until a question is answered otherwise
 *   429, Retry-After   ──▶ NONE until the pause is over
 *   breaker open       ──▶ NONE, then one PROBE at a time
 *   else               ──▶ ALL
 * </pre>
 */
final class Gate {

  enum Passage {
    /** Nothing may be sent. The gate wakes its subscribers when that changes. */
    NONE,
    /** One operation may be sent, to see how things are. */
    PROBE,
    ALL
  }

  private static final long OPEN = Long.MIN_VALUE;

  private final Destination destination;
  private final CredentialBook book;
  private final LaneScheduler scheduler;
  private final DeliveryListener listener;
  private final Breaker breaker;
  private final Backoff throttleBackoff;
  private final Backoff refusalBackoff;
  private final List<Runnable> subscribers = new CopyOnWriteArrayList<>();

  private long throttledUntil = OPEN;
  private int throttles;
  private long refusedUntil = OPEN;
  private boolean refused;
  private int refusals;
  private boolean proven;
  private boolean probing;
  private long openUntil = OPEN;

  Gate(
      Destination destination,
      CredentialBook book,
      LaneScheduler scheduler,
      DeliveryListener listener,
      Breaker breaker,
      Backoff throttleBackoff,
      Backoff refusalBackoff) {
    this.destination = destination;
    this.book = book;
    this.scheduler = scheduler;
    this.listener = listener;
    this.breaker = breaker;
    this.throttleBackoff = throttleBackoff;
    this.refusalBackoff = refusalBackoff;
  }

  /** Has the task run, which must neither block nor lock, whenever more than before may pass. */
  void subscribe(Runnable wake) {
    subscribers.add(wake);
  }

  /** What a lane may send now. A {@link Passage#PROBE} must be reported by one of the outcomes. */
  synchronized Passage ask() {
    return switch (waiting()) {
      case NOTHING, BREAKER -> askBreaker();
      case UNAUTHORIZED -> {
        if (!book.mayBeProbed(destination.credential())) {
          yield Passage.NONE;
        }
        Passage passage = isDue(refusedUntil) ? askBreaker() : Passage.NONE;
        yield passage == Passage.ALL ? probe() : passage;
      }
      case START, PAUSED, CREDENTIALS, THROTTLED -> Passage.NONE;
    };
  }

  /** The same for a call of the application, which brings its credential along. */
  synchronized Passage askWithoutCredential() {
    return askBreaker();
  }

  synchronized Waiting waiting() {
    if (destination.needsCredential() && book.authorization(destination.credential()) == null) {
      return Waiting.CREDENTIALS;
    }
    if (refused || !book.mayBeProbed(destination.credential())) {
      return Waiting.UNAUTHORIZED;
    }
    if (!isDue(throttledUntil)) {
      return Waiting.THROTTLED;
    }
    return breaker.state() == BreakerState.CLOSED ? Waiting.NOTHING : Waiting.BREAKER;
  }

  synchronized BreakerState breakerState() {
    return breaker.state();
  }

  /** How long it is sure to say {@link Passage#NONE}; zero = it need not. */
  synchronized Duration untilNextTry() {
    long longest = untilDue(throttledUntil);
    if (refused) {
      longest = Math.max(longest, untilDue(refusedUntil));
    }
    if (breaker.state() == BreakerState.OPEN) {
      longest = Math.max(longest, untilDue(openUntil));
    }
    return Duration.ofNanos(longest);
  }

  /** Customer.io answered and is well, whatever it thinks of the request. */
  void succeeded(Passage passage) {
    report(passage, breaker::succeeded);
  }

  /** No answer, or one that says that Customer.io is not well. */
  void failed(Passage passage, Throwable cause) {
    report(passage, () -> breaker.failed(cause));
  }

  /** The request was not sent after all, or its outcome is nobody's fault. */
  void undecided(Passage passage) {
    if (passage == Passage.PROBE) {
      report(passage, breaker::undecided);
    }
  }

  /** Nothing is sent for a while, because Customer.io asked for it. */
  Duration throttled(Passage passage, Duration retryAfter) {
    Duration pause;
    synchronized (this) {
      if (retryAfter == null && !isDue(throttledUntil)) {
        // of the burst that the pause is for; counted one by one they would add up to a minute
        pause = Duration.ofNanos(throttledUntil - scheduler.nanos());
      } else {
        pause = retryAfter == null ? throttleBackoff.delay(throttles) : retryAfter;
        throttles++;
      }
    }
    pause(pause);
    undecided(passage);
    return pause;
  }

  void pause(Duration pause) {
    synchronized (this) {
      throttledUntil = Math.max(throttledUntil, scheduler.nanos() + pause.toNanos());
    }
    wakeAfter(pause);
  }

  void unauthorized(Passage passage) {
    succeeded(passage);
    Duration pause;
    boolean first;
    synchronized (this) {
      first = !refused;
      refused = true;
      proven = false;
      pause = refusalBackoff.delay(refusals);
      refusals++;
      refusedUntil = scheduler.nanos() + pause.toNanos();
    }
    book.refused(destination.credential());
    if (first) {
      listener.refused(destination, true);
    }
    wakeAfter(pause);
  }

  /** Customer.io has taken something that was sent with this credential. */
  void accepted() {
    boolean first;
    boolean back;
    synchronized (this) {
      throttles = 0;
      first = !proven && destination.needsCredential();
      back = refused;
      proven = true;
      admit();
    }
    if (first) {
      book.accepted(destination.credential());
    }
    if (back) {
      listener.refused(destination, false);
      wake();
    }
  }

  /** The credential is known, or may have been mended. */
  void learned() {
    synchronized (this) {
      admit();
    }
    wake();
  }

  /** An operator knows that things are better: one may try now. Not before Customer.io asked. */
  synchronized void hurry() {
    BreakerState before = breaker.state();
    refusedUntil = OPEN;
    breaker.hurry();
    tell(before);
  }

  void wake() {
    subscribers.forEach(Runnable::run);
  }

  private void admit() {
    refused = false;
    refusals = 0;
    refusedUntil = OPEN;
  }

  private Passage askBreaker() {
    if (breaker.state() == BreakerState.CLOSED) {
      return Passage.ALL;
    }
    BreakerState before = breaker.state();
    if (probing || !breaker.permits()) {
      return Passage.NONE;
    }
    tell(before);
    return probe();
  }

  private Passage probe() {
    if (probing) {
      return Passage.NONE;
    }
    probing = true;
    return Passage.PROBE;
  }

  /** Results of requests that left before the breaker opened must not count as probes. */
  private void report(Passage passage, Runnable outcome) {
    Duration reopensAfter = null;
    boolean moved;
    synchronized (this) {
      BreakerState before = breaker.state();
      boolean probe = passage == Passage.PROBE;
      if (probe) {
        probing = false;
      }
      if (before == BreakerState.CLOSED || (probe && before == BreakerState.HALF_OPEN)) {
        outcome.run();
      }
      moved = breaker.state() != before;
      tell(before);
      if (moved && breaker.state() == BreakerState.OPEN) {
        reopensAfter = breaker.openFor();
        openUntil = scheduler.nanos() + reopensAfter.toNanos();
      }
      moved |= probe;
    }
    if (reopensAfter != null) {
      wakeAfter(reopensAfter);
    } else if (moved) {
      wake();
    }
  }

  /** On the timer's thread: it has no locks, and one thread keeps the changes in order. */
  private void tell(BreakerState before) {
    BreakerState now = breaker.state();
    if (now != before) {
      scheduler.schedule(Duration.ZERO, () -> listener.breakerChanged(destination, before, now));
    }
  }

  private long untilDue(long time) {
    return isDue(time) ? 0 : time - scheduler.nanos();
  }

  private boolean isDue(long time) {
    return time == OPEN || scheduler.nanos() - time >= 0;
  }

  private void wakeAfter(Duration delay) {
    scheduler.schedule(delay, this::wake);
  }
}
