package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * The same event said twice under the same explicit id: what clients and SDKs do when they retry.
 * Equal ids with different content are both sent, because ids are sometimes chosen badly and
 * Customer.io is to judge.
 */
final class RepeatedEvent implements Repeats {

  private record Key(long destination, String eventId) {}

  private record First(String operationId, ContentHash content) {}

  private final Cache<Key, First> seen;

  RepeatedEvent(Duration window, int maxEvents, Ticker ticker) {
    seen =
        Caffeine.newBuilder()
            .maximumSize(maxEvents)
            .expireAfterWrite(window)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public String repeated(Said said) {
    First first = said.reading().eventId() == null ? null : seen.getIfPresent(key(said));
    return first != null && first.content.equals(ContentHash.of(said)) ? first.operationId : null;
  }

  @Override
  public void accepted(Said said) {
    if (said.reading().eventId() != null) {
      seen.put(key(said), new First(said.operation().id(), ContentHash.of(said)));
    }
  }

  private static Key key(Said said) {
    return new Key(said.routing().destination(), said.reading().eventId());
  }
}
