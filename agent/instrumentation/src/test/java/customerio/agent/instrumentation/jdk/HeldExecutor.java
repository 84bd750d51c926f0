package customerio.agent.instrumentation.jdk;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs what it was given when the test says so, on the test's thread. */
final class HeldExecutor implements Executor {
  private final Queue<Runnable> held = new ArrayDeque<>();

  @Override
  public synchronized void execute(Runnable task) {
    held.add(task);
  }

  synchronized void runAll() {
    for (Runnable task = held.poll(); task != null; task = held.poll()) {
      task.run();
    }
  }
}
