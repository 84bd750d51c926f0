package customerio.agent.management.port;

import customerio.agent.capture.OwnThread;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two, which end when nobody looks: an answer may wait for a network or a disk that hangs, and must
 * not keep others from theirs.
 */
final class AnswerThreads implements Executor {
  private static final int THREADS = 2;
  private static final long IDLE_SECONDS = 30;

  private final AtomicInteger started = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  AnswerThreads() {
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> OwnThread.of("customerio-agent-health-" + started.incrementAndGet(), task));
    threads.allowCoreThreadTimeOut(true);
  }

  /** The line is as short as the port's list of visits. */
  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  void close() {
    threads.shutdownNow();
  }
}
