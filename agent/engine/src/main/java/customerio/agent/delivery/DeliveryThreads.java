package customerio.agent.delivery;

import customerio.agent.capture.OwnThread;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As many threads as there are requests in flight ({@link HostSlots} bounds them), which end after
 * a while without work, and one more for what is due later.
 */
final class DeliveryThreads implements LaneScheduler {
  private static final long IDLE_SECONDS = 30;

  /** When the system has no more threads to give, it may have some after this time. */
  private static final Duration NO_THREAD_PAUSE = Duration.ofSeconds(1);

  private final ThreadPoolExecutor senders;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemons("customerio-agent-delivery-timer"));

  DeliveryThreads() {
    this(daemons("customerio-agent-delivery"));
  }

  DeliveryThreads(ThreadFactory factory) {
    senders =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory);
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    try {
      senders.execute(work);
    } catch (RejectedExecutionException stopped) {
      // what it was about rests in the queue
    } catch (OutOfMemoryError noThread) {
      // not to be thrown at the application's thread, which may be the one that is here
      schedule(NO_THREAD_PAUSE, () -> execute(work));
    }
  }

  @Override
  public Pending schedule(Duration delay, Runnable task) {
    try {
      Future<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException stopped) {
      return () -> true;
    } catch (OutOfMemoryError noThread) {
      // the task is in line, and runs when the timer has got its thread for another one
      return () -> false;
    }
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  void close() {
    timer.shutdownNow();
    senders.shutdown();
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> OwnThread.of(name + '-' + count.incrementAndGet(), task);
  }
}
