package customerio.agent.management;

import customerio.agent.customerio.Operation;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.SendObservation;
import customerio.agent.queue.Ticket;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What MBeans show of deliveries beyond counters and state. Thread-safe. */
public final class Figures implements DeliveryListener {
  private static final int DELAYS_KEPT = 4_096;

  /** An application whose users bring their own keys must not fill the heap; the rest share one. */
  private static final int MOST_DESTINATIONS = DestinationBeans.MOST * 4;

  private final Clock clock;
  private final NewsDesk news;
  private final Map<Destination, DestinationFigures> all = new ConcurrentHashMap<>();
  private final DestinationFigures others = new DestinationFigures();
  final RecentValues delays = new RecentValues(DELAYS_KEPT);

  /**
   * @param clock the wall clock with which operations were captured
   */
  public Figures(Clock clock, NewsDesk news) {
    this.clock = clock;
    this.news = news;
  }

  DestinationFigures of(Destination destination) {
    DestinationFigures known = all.get(destination);
    if (known != null || all.size() >= MOST_DESTINATIONS) {
      return known == null ? others : known;
    }
    return all.computeIfAbsent(destination, any -> new DestinationFigures());
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    DestinationFigures figures = of(request.destination());
    figures.server = request.host() + ':' + request.port();
    return outcome -> figures.ended(request, outcome, clock.instant());
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    of(destination).delivered.add(operations.size());
    long now = clock.millis();
    for (Operation operation : operations) {
      delays.add(TimeUnit.MILLISECONDS.toNanos(now - operation.capturedAtMillis()));
    }
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    if (destination != null) {
      of(destination).dead.increment();
    }
    news.dead(reason.split(":")[0]);
  }

  @Override
  public void turnedAway(Destination destination) {
    of(destination).rejectedCalls.increment();
  }

  @Override
  public void breakerChanged(Destination destination, BreakerState from, BreakerState to) {
    DestinationFigures figures = of(destination);
    figures.breakerChanges.increment();
    figures.breakerChangedAt = clock.instant();
    news.breaker(destination, from, to);
  }
}
