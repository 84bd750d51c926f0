package customerio.agent.queue.disk;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the sync at most one interval after something was written; sleeps while nothing is. Without
 * locks, as whoever takes one may need memory for it: an append that has written is not to fail for
 * want of it, nor is this thread to end.
 */
final class IntervalSync {
  private final long intervalNanos;
  private final Runnable sync;
  private final Thread thread;
  private volatile boolean dirty;
  private volatile boolean closed;

  IntervalSync(Duration interval, Runnable sync) {
    this.intervalNanos = interval.toNanos();
    this.sync = sync;
    thread = new Thread(null, this::run, "customerio-agent-queue-sync", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
  }

  void start() {
    thread.start();
  }

  /** On the path of an append: more than a look only for the first write after a sync. */
  void written() {
    if (!dirty) {
      dirty = true;
      LockSupport.unpark(thread);
    }
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (awaitInterval()) {
      try {
        sync.run();
      } catch (RuntimeException | Error e) {
        dirty = true; // out of memory, say; the promise stays, so the next interval tries again
      }
    }
  }

  /** Nobody has business interrupting this thread; it waits all the same. */
  private boolean awaitInterval() {
    while (!dirty && !closed) {
      LockSupport.park(this);
      Thread.interrupted(); // or it would not wait at all
    }
    long began = System.nanoTime();
    long left = intervalNanos;
    while (left > 0 && !closed) {
      LockSupport.parkNanos(this, left);
      Thread.interrupted();
      left = intervalNanos - (System.nanoTime() - began);
    }
    // Before the sync: what is written meanwhile may have missed it.
    dirty = false;
    return !closed;
  }
}
