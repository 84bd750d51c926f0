package customerio.simulator.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Every processed operation in the order in which it was processed. Thread-safe. */
public final class Arrivals {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<Arrival> arrivals = new ArrayList<>();

  /** All so far. */
  public List<Arrival> all() {
    return from(1);
  }

  /**
   * @param n the first wanted, 1-based
   */
  public List<Arrival> from(long n) {
    lock.lock();
    try {
      int first = (int) Math.min(Math.max(n, 1) - 1, arrivals.size());
      return List.copyOf(arrivals.subList(first, arrivals.size()));
    } finally {
      lock.unlock();
    }
  }

  public List<Arrival> with(Result result) {
    return all().stream().filter(arrival -> arrival.result() == result).toList();
  }

  public int count() {
    lock.lock();
    try {
      return arrivals.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until that many operations were processed, whatever their result.
   *
   * @return all so far
   * @throws AssertionError when the time is over first
   */
  public List<Arrival> await(int count, Duration atMost) {
    return await(count, arrival -> true, atMost);
  }

  /** Waits until that many operations were applied; repeats and refusals do not count. */
  public List<Arrival> awaitApplied(int count, Duration atMost) {
    return await(count, arrival -> arrival.result() == Result.APPLIED, atMost);
  }

  /**
   * Waits until that many operations of that description were processed.
   *
   * @return all of that description so far
   * @throws AssertionError when the time is over first, or the thread is interrupted
   */
  public List<Arrival> await(int count, Predicate<Arrival> wanted, Duration atMost) {
    List<Arrival> found = new ArrayList<>();
    int looked = 0;
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (true) {
        if (looked > arrivals.size()) { // the state was cleared meanwhile
          looked = 0;
          found.clear();
        }
        for (; looked < arrivals.size(); looked++) {
          if (wanted.test(arrivals.get(looked))) {
            found.add(arrivals.get(looked));
          }
        }
        if (found.size() >= count) {
          return found;
        }
        if (nanos <= 0) {
          throw new AssertionError(
              found.size() + " of " + count + " operations arrived within " + atMost);
        }
        nanos = grown.awaitNanos(nanos);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for arrivals", interrupted);
    } finally {
      lock.unlock();
    }
  }

  void add(Arrival arrival) {
    lock.lock();
    try {
      arrivals.add(arrival);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      arrivals.clear();
    } finally {
      lock.unlock();
    }
  }
}
