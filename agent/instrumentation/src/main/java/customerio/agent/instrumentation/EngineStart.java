package customerio.agent.instrumentation;

import customerio.agent.Agent;
import customerio.agent.capture.Interception;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.app.opentelemetry.OpenTelemetryInstrumentation;
import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import java.util.List;

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

  private final String arguments;
  private final List<ClientInstrumentation> clients;
  private boolean done;

  EngineStart(String arguments, List<ClientInstrumentation> clients) {
    this.arguments = arguments;
    this.clients = clients;
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
    declareClients();
    try {
      Interception.install(Agent.create(arguments, backlogAfterMillis));
    } catch (Throwable e) {
      System.err.println(
          "[customerio-agent] could not start: " + e + "; the application runs without it");
    }
  }

  /** For whoever looks: which clients there are, and which are switched off. */
  private void declareClients() {
    ClientSwitches switches = ClientSwitches.of(arguments);
    for (ClientInstrumentation client : clients) {
      Seam.of(client.name()).enabled(switches.test(client.name()));
    }
    Seam.of(OpenTelemetryInstrumentation.NAME).makesNoCalls();
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
