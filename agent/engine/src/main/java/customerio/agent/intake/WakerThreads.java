package customerio.agent.intake;

import customerio.agent.capture.OwnThread;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** As many threads as replies are being delivered, and one for timeouts; all end when idle. */
final class WakerThreads implements Wakers {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor wakers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          daemons("customerio-agent-answer"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemons("customerio-agent-answer-timer"));

  WakerThreads() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  @Override
  public void wake(Runnable waking) {
    try {
      wakers.execute(waking);
    } catch (OutOfMemoryError noThread) {
      waking.run(); // somebody waits for it
    }
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    try {
      Future<?> pending = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> pending.cancel(false);
    } catch (OutOfMemoryError noThread) {
      // the task is in line, and runs when the timer has got its thread for another one
      return () -> {};
    }
  }

  private static ThreadFactory daemons(String name) {
    return task -> OwnThread.of(name, task);
  }
}
