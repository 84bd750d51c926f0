package customerio.agent.queue.disk;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs the sync at most one interval after something was written; sleeps while nothing is. */
final class IntervalSync {
  private final long intervalNanos;
  private final Runnable sync;
  private final Object lock = new Object();
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
      synchronized (lock) {
        dirty = true;
        lock.notifyAll();
      }
    }
  }

  void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
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
    synchronized (lock) {
      try {
        while (!dirty && !closed) {
          lock.wait();
        }
        long end = System.nanoTime() + intervalNanos;
        for (long left = intervalNanos; left > 0 && !closed; left = end - System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(lock, left);
        }
      } catch (InterruptedException e) {
        // nobody has business interrupting this thread; the sync merely comes early
      }
      // Before the sync: what is written meanwhile may have missed it.
      dirty = false;
      return !closed;
    }
  }
}
