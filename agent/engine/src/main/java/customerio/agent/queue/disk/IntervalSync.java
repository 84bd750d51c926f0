package customerio.agent.queue.disk;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Runs the sync at most one interval after something was written; sleeps while nothing is. */
final class IntervalSync {
  private final long intervalNanos;
  private final Runnable sync;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean dirty;
  private boolean closed;

  IntervalSync(Duration interval, Runnable sync) {
    this.intervalNanos = interval.toNanos();
    this.sync = sync;
  }

  void start() {
    Thread thread = new Thread(null, this::run, "customerio-agent-queue-sync", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  /** On the path of an append: a lock only for the first write after a sync. */
  void written() {
    if (!dirty) {
      lock.lock();
      try {
        dirty = true;
        changed.signal();
      } finally {
        lock.unlock();
      }
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitInterval()) {
      try {
        sync.run();
      } catch (RuntimeException | Error e) {
        written(); // out of memory, say; the promise stays, so the next interval tries again
      }
    }
  }

  private boolean awaitInterval() {
    lock.lock();
    try {
      while (!dirty && !closed) {
        changed.awaitUninterruptibly();
      }
      long left = intervalNanos;
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      // Before the sync: what is written meanwhile may have missed it.
      dirty = false;
      return !closed;
    } catch (InterruptedException e) {
      return true; // nobody has business interrupting this thread; the sync merely comes early
    } finally {
      lock.unlock();
    }
  }
}
