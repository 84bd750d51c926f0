package customerio.agent.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Wakes the lanes of a destination on a delivery thread. Until that has happened they are not at
 * rest, though none of them moves. Thread-safe.
 */
final class WakeUps {
  private final DeliveryContext context;
  private final Runnable lanes;
  private final AtomicInteger underWay = new AtomicInteger();

  WakeUps(DeliveryContext context, Runnable lanes) {
    this.context = context;
    this.lanes = lanes;
  }

  void soon() {
    underWay.incrementAndGet();
    context.scheduler().execute(this::now);
  }

  boolean areUnderWay() {
    return underWay.get() > 0;
  }

  private void now() {
    try {
      lanes.run();
    } finally {
      underWay.decrementAndGet();
    }
    context.progress().run();
  }
}
