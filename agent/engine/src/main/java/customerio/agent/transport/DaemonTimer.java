package customerio.agent.transport;

import customerio.agent.capture.OwnThread;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that watches the deadlines of all exchanges; ends when nothing is due. */
final class DaemonTimer {
  private final ScheduledThreadPoolExecutor executor;

  DaemonTimer() {
    executor =
        new ScheduledThreadPoolExecutor(
            1, task -> OwnThread.of("customerio-agent-deadlines", task));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setKeepAliveTime(30, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  /** A handle to cancel the task; null when the timer is closed already. */
  ScheduledFuture<?> after(Duration delay, Runnable task) {
    try {
      return executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return null;
    }
  }

  void close() {
    executor.shutdownNow();
  }
}
