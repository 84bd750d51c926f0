package customerio.agent.delivery;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Has everything sent that can be sent, while somebody waits for it. Goes in rounds, as what one
 * request proves (that a breaker may close, that a person need not be held) opens the way for
 * others; a round in which nothing was settled is the last. Thread-safe.
 */
final class Flush {

  /** Ends what waits for a time, and for as long as it lasts. */
  interface Hurry {
    void lasts(boolean on);
  }

  private final Hurry hurry;
  private final LongSupplier pending;
  private final BooleanSupplier atRest;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private volatile int running;

  /** So many times all lanes have come to rest; each round waits for one that it has not seen. */
  private long rests;

  /**
   * @param atRest whether no lane moves at the moment
   */
  Flush(Hurry hurry, LongSupplier pending, BooleanSupplier atRest) {
    this.hurry = hurry;
    this.pending = pending;
    this.atRest = atRest;
  }

  boolean isRunning() {
    return running > 0;
  }

  /** All lanes are at rest. */
  void nothingMoves() {
    lock.lock();
    try {
      rests++;
      quiet.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends early when the thread is interrupted. */
  void run(Duration budget) {
    count(1);
    try {
      long left = budget.toNanos();
      long before = Long.MAX_VALUE;
      for (long now = pending.getAsLong(); now > 0 && now < before && left > 0; ) {
        left = round(left);
        before = now;
        now = pending.getAsLong();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      count(-1);
      if (!isRunning()) {
        hurry.lasts(false);
      }
    }
  }

  /**
   * @return what is left of the time
   */
  private long round(long nanos) throws InterruptedException {
    long seen = rests();
    hurry.lasts(true);
    long left = nanos;
    do {
      left = awaitRest(seen, left);
      seen = rests();
      // who saw them at rest may have done so before they were woken
    } while (left > 0 && !atRest.getAsBoolean());
    return left;
  }

  private long awaitRest(long seen, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (rests == seen && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return left;
  }

  private long rests() {
    lock.lock();
    try {
      return rests;
    } finally {
      lock.unlock();
    }
  }

  private void count(int change) {
    lock.lock();
    try {
      running += change;
    } finally {
      lock.unlock();
    }
  }
}
