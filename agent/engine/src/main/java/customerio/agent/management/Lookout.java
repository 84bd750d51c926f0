package customerio.agent.management;

import customerio.agent.capture.OwnThread;
import customerio.agent.health.Concern;
import customerio.agent.queue.QueueState;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks every two seconds for what has no event of its own: destinations and clients that have
 * appeared, a state of health that has changed, a queue that fills up. Tells subscribers of that
 * and of what was collected; if one of them hangs, nobody waits but this thread.
 */
public final class Lookout implements Runnable {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Jmx jmx;
  private final NewsDesk desk;
  private final HealthWatch health;
  private final QueueWatch queue;
  private final DestinationBeans destinations;
  private final ClientBeans clients;
  private final Consumer<Throwable> faults;

  /**
   * @param reasons why the agent is not in order
   * @param limitBytes {@code queue.max-bytes}
   * @param faults told of defects; the next look is taken all the same
   */
  public Lookout(
      Jmx jmx,
      NewsDesk desk,
      Supplier<List<Concern>> reasons,
      Supplier<QueueState> queue,
      long limitBytes,
      Clock clock,
      DestinationBeans destinations,
      ClientBeans clients,
      Consumer<Throwable> faults) {
    this.jmx = jmx;
    this.desk = desk;
    this.health = new HealthWatch(reasons, clock);
    this.queue = new QueueWatch(queue, limitBytes, clock);
    this.destinations = destinations;
    this.clients = clients;
    this.faults = faults;
  }

  /** Does nothing where nobody can look at beans. */
  public void start() {
    if (jmx.isThere()) {
      OwnThread.of("customerio-agent-lookout", this).start();
    }
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  void look() {
    quietly(() -> destinations.look(jmx));
    quietly(() -> clients.look(jmx));
    quietly(() -> desk.collect().forEach(jmx::send));
    quietly(() -> queue.look().forEach(jmx::send));
    quietly(
        () -> {
          News changed = health.look();
          if (changed != null) {
            jmx.send(changed);
          }
        });
  }

  private void quietly(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException | LinkageError fault) {
      faults.accept(fault);
    }
  }
}
