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
  /** A few seconds: when the application's own start is over. */
  static final long BACKLOG_AFTER_MILLIS = 5_000;

  /**
   * Apache HttpClient sets socket options of that module and does not link without it. Images of
   * jlink, and modular applications on a whole JDK, have it only when somebody asked for it.
   */
  private static final String TRANSPORT_MODULE = "jdk.net";

  private final String arguments;
  private boolean done;

  EngineStart(String arguments) {
    this.arguments = arguments;
  }

  @Override
  public void run() {
    start(BACKLOG_AFTER_MILLIS);
  }

  /**
   * @param backlogAfterMillis until the engine looks for a backlog that no call has woken
   */
  synchronized void start(long backlogAfterMillis) {
    if (done) {
      return;
    }
    // Before, as a failure is final: nobody should pay for a second attempt.
    done = true;
    notifyAll();
    if (ModuleLayer.boot().findModule(TRANSPORT_MODULE).isEmpty()) {
      System.err.println(
          "[customerio-agent] needs the module "
              + TRANSPORT_MODULE
              + ", which this Java runtime lacks; the application runs without the agent; add it"
              + " with --add-modules "
              + TRANSPORT_MODULE
              + " to the java or jlink command");
      return;
    }
    try {
      Interception.install(Agent.create(arguments, backlogAfterMillis));
    } catch (Throwable e) {
      System.err.println(
          "[customerio-agent] could not start: " + e + "; the application runs without it");
    }
  }

  /**
   * @return whether somebody has started it before the time was over
   */
  synchronized boolean awaitStart(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !done && left > 0; ) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return done;
  }
}
