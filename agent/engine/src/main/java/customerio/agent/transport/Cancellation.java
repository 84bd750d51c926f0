package customerio.agent.transport;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets another thread abort an exchange. Blocking socket reads do not answer to interrupts, so
 * whoever waits needs this instead. Thread-safe; cancelling twice is harmless.
 */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>(1);
  private boolean cancelled;

  public void cancel() {
    List<Runnable> due;
    synchronized (this) {
      cancelled = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Runs the action when cancelled, at once if that has happened already. */
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }
}
