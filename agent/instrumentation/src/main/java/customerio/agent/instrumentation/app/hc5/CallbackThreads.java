package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.OwnThread;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where callbacks run once the threads of the client's reactor have ended: never on the caller's
 * thread, which may hold locks or be deep in the callback of the call before; nor on one of the
 * engine's, which an application must not be able to block.
 *
 * <p>As many as a reactor has by default. Idle ones end soon, so that they do not keep an
 * undeployed application's classes alive.
 */
final class CallbackThreads {
  private static final int COUNT = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final Executor THREADS = start();

  private CallbackThreads() {}

  /**
   * Tasks run with the context class loader of that thread: a reactor's threads have that of
   * whoever created the client.
   */
  static Executor withContextOf(Thread thread) {
    return on(THREADS, thread.getContextClassLoader());
  }

  static Executor on(Executor threads, ClassLoader context) {
    return task -> {
      try {
        threads.execute(() -> run(task, context));
      } catch (OutOfMemoryError e) {
        run(task, context); // no thread to be had, and a call whose end nobody tells would hang
      }
    };
  }

  private static void run(Runnable task, ClassLoader context) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try {
      task.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Executor start() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            COUNT,
            COUNT,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> OwnThread.of("customerio-agent-callback-" + number.incrementAndGet(), task));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
