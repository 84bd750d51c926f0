package customerio.agent.management;

import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Destination;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects what happens until somebody has the time to tell it: whoever subscribes may keep the
 * teller waiting, and that must be nobody who delivers. Thread-safe.
 */
public final class NewsDesk {
  /** Breakers of a host that flaps, and nobody to tell: what comes beyond is not news any more. */
  private static final int MOST = 1_000;

  private final Clock clock;
  private final List<News> waiting = new ArrayList<>();
  private final Map<String, Long> dead = new TreeMap<>();

  public NewsDesk(Clock clock) {
    this.clock = clock;
  }

  synchronized void breaker(Destination destination, BreakerState from, BreakerState to) {
    String before = BreakerWords.of(from);
    String now = BreakerWords.of(to);
    String message = "circuit breaker " + destination + ": " + before + " -> " + now;
    add(new News(NewsKind.BREAKER, clock.instant(), message, before, now));
  }

  /**
   * @param reason a code
   */
  synchronized void dead(String reason) {
    dead.merge(reason, 1L, Long::sum);
  }

  synchronized void add(News one) {
    if (waiting.size() < MOST) {
      waiting.add(one);
    }
  }

  /** In the order in which they happened, dead letters as one; each is handed out once. */
  synchronized List<News> collect() {
    List<News> all = new ArrayList<>(waiting);
    waiting.clear();
    if (!dead.isEmpty()) {
      long sum = dead.values().stream().mapToLong(Long::longValue).sum();
      String reasons =
          dead.entrySet().stream()
              .map(entry -> entry.getKey() + ' ' + entry.getValue())
              .collect(Collectors.joining(", "));
      dead.clear();
      all.add(
          News.of(
              NewsKind.DEAD_LETTER,
              clock.instant(),
              (sum == 1
                      ? "1 operation will not be delivered and is a dead letter: "
                      : sum + " operations will not be delivered and are dead letters: ")
                  + reasons));
    }
    return all;
  }
}
