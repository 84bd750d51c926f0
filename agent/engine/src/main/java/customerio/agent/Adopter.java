package customerio.agent;

import customerio.agent.delivery.Delivery;
import customerio.agent.log.Log;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Takes over what JVMs of this application left behind: once before anything new is delivered, so
 * that nothing said after a restart overtakes the backlog, and then each minute, as another JVM may
 * die while this one lives.
 */
final class Adopter extends Thread {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Delivery delivery;
  private final Recollection recollection;
  private final Consumer<String> log;

  Adopter(Delivery delivery, Recollection recollection, Consumer<String> log) {
    super("customerio-agent-adopter");
    this.delivery = delivery;
    this.recollection = recollection;
    this.log = log;
    setDaemon(true);
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    try {
      adopt();
    } finally {
      delivery.start();
    }
    recall();
    while (!isInterrupted()) {
      LockSupport.parkNanos(EVERY_NANOS);
      adopt();
      recall();
    }
  }

  private void recall() {
    try {
      recollection.recall();
    } catch (RuntimeException | Error fault) {
      // repeats of some operations go out, where Customer.io recognises them itself
      Log.of(log)
          .warn(
              "what earlier runs accepted is not remembered (" + fault.getClass().getName() + ')');
    }
  }

  private void adopt() {
    try {
      int adopted = delivery.adopt(recollection::add);
      if (adopted > 0) {
        Log.of(log).info("took over " + adopted + " operations that an earlier run had left");
      }
    } catch (RuntimeException | Error fault) {
      Log.of(log)
          .error(
              "the backlog of earlier runs could not be read ("
                  + fault.getClass().getName()
                  + "); it stays on disk and is looked at again in a minute");
    }
  }
}
