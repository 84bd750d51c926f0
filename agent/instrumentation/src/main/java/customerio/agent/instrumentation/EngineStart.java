package customerio.agent.instrumentation;

import customerio.agent.Agent;
import customerio.agent.capture.Interception;

/**
 * Creates the engine once: when the first client class is woven, so that a JVM that makes no HTTP
 * call does not load it at all; or when {@link EngineWatch} has waited long enough.
 *
 * <p>Thread-safe; whoever comes while another thread creates the engine waits for that, as its call
 * would go out past us.
 */
final class EngineStart implements Runnable {
  private final String arguments;
  private boolean done;

  EngineStart(String arguments) {
    this.arguments = arguments;
  }

  @Override
  public synchronized void run() {
    if (done) {
      return;
    }
    // Before, as a failure is final: nobody should pay for a second attempt.
    done = true;
    notifyAll();
    try {
      Interception.install(Agent.create(arguments));
    } catch (Throwable e) {
      System.err.println(
          "[customerio-agent] could not start: " + e + "; the application runs without it");
    }
  }

  /**
   * @return whether somebody has run it before the time was over
   */
  synchronized boolean awaitRun(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !done && left > 0; ) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return done;
  }
}
