package customerio.agent.queue.disk;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those who wait for room in the queue. Costs one volatile read where nobody waits.
 * Thread-safe.
 *
 * <p>Whoever waits enters first, then looks at the count, then tries, then awaits a count that is
 * another: so no vacancy that arises after an attempt in vain is missed.
 */
final class Vacancies {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arisen = lock.newCondition();
  private volatile int waiting;
  private long count;

  void enter() {
    lock.lock();
    try {
      waiting++;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      waiting--;
    } finally {
      lock.unlock();
    }
  }

  void arise() {
    if (waiting > 0) {
      lock.lock();
      try {
        count++;
        arisen.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param deadlineNanos by {@link System#nanoTime}
   * @return false when none arose in time, or the thread was interrupted; it still is, then
   */
  boolean awaitAnother(long seen, long deadlineNanos) {
    lock.lock();
    try {
      while (count == seen) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0 || arisen.awaitNanos(left) <= 0 && count == seen) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
