package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Ulid;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same event said twice under the same explicit id: what clients and SDKs do when they retry.
 * Equal ids with different content are both sent, because ids are sometimes chosen badly and
 * Customer.io is to judge; so it is for an id of which nobody promises that Customer.io itself
 * would recognise it.
 */
final class RepeatedEvent implements Repeats {
  private record Key(long destination, String eventId) {}

  private record First(String operationId, ContentHash content, long epoch) {}

  private final Cache<Key, First> seen;
  private final AtomicLong epoch = new AtomicLong();

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
    First first = isRecognised(said) ? seen.getIfPresent(key(said)) : null;
    return first != null && first.epoch == epoch.get() && first.content.equals(ContentHash.of(said))
        ? first.operationId
        : null;
  }

  @Override
  public long mark(Said said) {
    return epoch.get();
  }

  @Override
  public void accepted(Said said, long mark) {
    if (said.reading().barrier()) {
      // an event about somebody who was deleted makes a new person, also when it is said again
      forget();
    } else if (isRecognised(said)) {
      seen.put(key(said), new First(said.operation().id(), ContentHash.of(said), mark));
    }
  }

  @Override
  public void forget() {
    epoch.incrementAndGet();
  }

  /** Track documents ULIDs as ids to recognise an event by; a messageId may be any text. */
  private static boolean isRecognised(Said said) {
    String id = said.reading().eventId();
    return id != null && (said.operation().endpoint().api() == Api.PIPELINES || Ulid.isUlid(id));
  }

  private static Key key(Said said) {
    return new Key(said.routing().destination(), said.reading().eventId());
  }
}
