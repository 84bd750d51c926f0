package customerio.agent.management.page;

import customerio.agent.delivery.Destination;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each destination was last known to work, and to fail. Thread-safe. */
final class LastTimes {
  /** An application whose users bring their own keys must not fill the heap. */
  private static final int MAX_DESTINATIONS = 1_000;

  static final Times NEVER = new Times(null, null, "");

  private final Map<Destination, Times> all = new ConcurrentHashMap<>();

  /**
   * @param success null = not since start
   * @param failure null = not since start
   * @param failureKind in a few words; "" when there was none
   */
  record Times(Instant success, Instant failure, String failureKind) {}

  void succeeded(Destination destination, Instant at) {
    update(destination, new Times(at, null, ""));
  }

  void failed(Destination destination, Instant at, String kind) {
    update(destination, new Times(null, at, kind));
  }

  Times of(Destination destination) {
    return all.getOrDefault(destination, NEVER);
  }

  private void update(Destination destination, Times news) {
    if (all.size() < MAX_DESTINATIONS || all.containsKey(destination)) {
      all.merge(destination, news, LastTimes::merged);
    }
  }

  private static Times merged(Times before, Times news) {
    return news.success() == null
        ? new Times(before.success(), news.failure(), news.failureKind())
        : new Times(news.success(), before.failure(), before.failureKind());
  }
}
