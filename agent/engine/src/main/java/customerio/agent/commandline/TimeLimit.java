package customerio.agent.commandline;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the wait for a JVM that does not answer, as one does not that is stopped (SIGSTOP). Who asks
 * it is in native code, where no interrupt arrives; so that thread, a daemon, is left behind.
 */
final class TimeLimit {
  private final Duration limit;

  /** What may take long. */
  interface Work<T> {
    T result() throws CommandFailure, IOException;
  }

  TimeLimit(Duration limit) {
    this.limit = limit;
  }

  <T> T on(Work<T> work) throws CommandFailure, IOException {
    return on(Duration.ZERO, work);
  }

  /**
   * @param granted what the work may take as it is meant to
   * @throws CommandFailure it takes longer than that and the limit together
   */
  <T> T on(Duration granted, Work<T> work) throws CommandFailure, IOException {
    FutureTask<T> task = new FutureTask<>(work::result);
    Thread thread = new Thread(task, "customerio-agent-asking");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(granted.plus(limit).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw asItWas(e.getCause());
    } catch (TimeoutException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "no answer within "
              + granted.plus(limit).toSeconds()
              + " s; the JVM may be stopped (kill -CONT), or very busy; --dir shows its queue without"
              + " asking it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.UNREACHABLE, "interrupted");
    }
  }

  private static IOException asItWas(Throwable fault) throws CommandFailure {
    if (fault instanceof CommandFailure failure) {
      throw failure;
    }
    if (fault instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (fault instanceof Error error) {
      throw error;
    }
    return fault instanceof IOException failed ? failed : new IOException(fault);
  }
}
