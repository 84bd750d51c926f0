package customerio.agent;

import customerio.agent.delivery.Delivery;
import customerio.agent.log.Log;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import customerio.agent.telemetry.ObservedTraffic;
import customerio.agent.telemetry.Telemetry;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Shutdown hook: sends what can be sent at once. The queue stays open, because the application's
 * own hooks run at the same time and still have things to say; what they say is on disk.
 */
final class LastFlush extends Thread {
  private final Delivery delivery;
  private final DurableQueue queue;
  private final Telemetry telemetry;
  private final Duration budget;
  private final Consumer<String> log;

  LastFlush(
      Delivery delivery,
      DurableQueue queue,
      Telemetry telemetry,
      Duration budget,
      Consumer<String> log) {
    super("customerio-agent-shutdown");
    this.delivery = delivery;
    this.queue = queue;
    this.telemetry = telemetry;
    this.budget = budget;
    this.log = log;
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    try {
      queue.persist(); // first: whoever ends us may have less patience than we have
      delivery.stop(budget);
      say();
      telemetry.close(budget.minusNanos(System.nanoTime() - start));
    } catch (Throwable fault) {
      // an uncaught one would be printed as the application's; what was accepted is on disk
      Log.of(log).error("stopped after a fault (" + fault.getClass().getName() + ')');
    }
  }

  private void say() {
    Counters.Snapshot counters = telemetry.counters();
    QueueState left = queue.state();
    Log.of(log)
        .info(
            "stopped: accepted "
                + counters.accepted()
                + ", delivered "
                + counters.delivered()
                + ", deduplicated "
                + counters.deduplicated()
                + ", rejected "
                + counters.rejected()
                + (left.dropped() == 0 ? "" : ", given up to make room " + left.dropped())
                + (counters.suppressed() == 0 ? "" : ", suppressed faults " + counters.suppressed())
                + (left.pending() == 0
                    ? ""
                    : "; " + left.pending() + " wait on disk for the next start"));
    ObservedTraffic.Snapshot observed = telemetry.observed();
    if (observed.atOnce() + observed.waiting() > 0) {
      Log.of(log).info(observed.sentence());
    }
  }
}
