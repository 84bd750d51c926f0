package customerio.agent.instrumentation.app.hc5;

import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;

/**
 * What a cancel reaches while the original runs: what was told last, as with a future of
 * HttpClient's. On a pooled connection that is the lease, told after the exchange, and no cancel
 * reaches the exchange; it stays so, since consumers of bodies rely on it (that of core5-reactive
 * cancels a failed call before the failure is told).
 *
 * <p>A new connection is told of by two threads: one has the exchange executed, while the one that
 * asked for the connecting may still have to tell of that. What comes too late does not count here;
 * with HttpClient it does, and the cancel is lost (51 to 66 of 300, 5.6.5 by itself). Thread-safe.
 */
final class OriginalRun implements CancellableDependency {
  private Cancellable last;
  private Thread executing;
  private boolean cancelled;

  /** Leasing, connecting, or a tunnel. */
  @Override
  public void setDependency(Cancellable dependency) {
    synchronized (this) {
      if (executing == null || executing == Thread.currentThread()) {
        last = dependency;
      }
      if (!cancelled) {
        return;
      }
    }
    dependency.cancel();
  }

  void executing(Cancellable exchange) {
    synchronized (this) {
      last = exchange;
      executing = Thread.currentThread();
      if (!cancelled) {
        return;
      }
    }
    exchange.cancel();
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * The exchange has failed, and the application is about to be told: what it cancels now is over.
   * On a pooled connection it could not reach the exchange before either, unless the connection
   * came by another thread.
   */
  synchronized void over() {
    last = null;
  }

  /**
   * @return whether it is the first
   */
  @Override
  public boolean cancel() {
    Cancellable reached;
    synchronized (this) {
      if (cancelled) {
        return false;
      }
      cancelled = true;
      reached = last;
    }
    if (reached != null) {
      reached.cancel();
    }
    return true;
  }
}
