package customerio.agent.accounts;

import customerio.agent.capture.OwnThread;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread, which is there only while a question is to be asked again. */
final class AccountTimer implements Later {
  private static final long IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, AccountTimer::thread);

  AccountTimer() {
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  @Override
  public void run(Runnable task, Duration delay) {
    try {
      timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException | OutOfMemoryError notNow) {
      // no thread to be had: the next run of the application asks again
    }
  }

  private static Thread thread(Runnable task) {
    return OwnThread.of("customerio-agent-accounts", task);
  }
}
