package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.EventName;
import customerio.agent.customerio.Ulid;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The same event said twice. Under the same explicit id that is what clients and SDKs do when they
 * retry. Equal ids with different content are both sent, because ids are sometimes chosen badly and
 * Customer.io is to judge; so it is for an id of which nobody promises that Customer.io itself
 * would recognise it.
 *
 * <p>Without an id two equal events are two events, unless the user has said that some cannot be:
 * then equal bytes about the same person within the window are one.
 */
final class RepeatedEvent implements Repeats {

  /**
   * @param eventId null = recognised by its content
   * @param content person, name and all; null = recognised by its id
   */
  private record Key(long destination, String eventId, ContentHash content) {}

  private record First(String operationId, ContentHash content, long epoch, long nanosLeft) {}

  private final Predicate<String> byContent;
  private final long windowNanos;
  private final Cache<Key, First> seen;
  private final AtomicLong epoch = new AtomicLong();

  /** What was left by an earlier run came before all that has been forgotten in this one. */
  private long adoptedEpoch;

  private RepeatedEvent(
      Predicate<String> byContent, Duration window, int maxEvents, Ticker ticker) {
    this.byContent = byContent;
    windowNanos = window.toNanos();
    seen =
        Caffeine.newBuilder()
            .maximumSize(maxEvents)
            .expireAfter(
                Expiry.writing((Key key, First first) -> Duration.ofNanos(first.nanosLeft)))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Recognises only those that carry an id. */
  static RepeatedEvent byId(Duration window, int maxEvents, Ticker ticker) {
    return new RepeatedEvent(name -> false, window, maxEvents, ticker);
  }

  /**
   * Recognises the others as well.
   *
   * @param names of the events that are never meant twice; empty = all
   */
  static RepeatedEvent byContent(Set<String> names, Duration window, int maxEvents, Ticker ticker) {
    return new RepeatedEvent(
        name -> names.isEmpty() || names.contains(name), window, maxEvents, ticker);
  }

  @Override
  public String repeated(Said said) {
    Key key = key(said);
    First first = key == null ? null : seen.getIfPresent(key);
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
      return;
    }
    Key key = key(said);
    if (key != null) {
      seen.put(key, first(said, mark, windowNanos));
    }
  }

  @Override
  public synchronized void adopted(Said said, Duration age) {
    if (said.reading().barrier()) {
      adoptedEpoch += epoch.compareAndSet(adoptedEpoch, adoptedEpoch + 1) ? 1 : 0;
      return;
    }
    long nanosLeft = windowNanos - age.toNanos();
    Key key = nanosLeft > 0 ? key(said) : null;
    if (key != null) {
      seen.asMap().putIfAbsent(key, first(said, adoptedEpoch, Math.min(nanosLeft, windowNanos)));
    }
  }

  @Override
  public void forget() {
    epoch.incrementAndGet();
  }

  private static First first(Said said, long epoch, long nanosLeft) {
    return new First(said.operation().id(), ContentHash.of(said), epoch, nanosLeft);
  }

  /** Null when nothing makes it a repetition. */
  private Key key(Said said) {
    long destination = said.routing().destination();
    String id = said.reading().eventId();
    if (id != null && isRecognised(said, id)) {
      return new Key(destination, id, null);
    }
    String name = EventName.of(said.operation());
    return name != null && byContent.test(name)
        ? new Key(destination, null, ContentHash.of(said))
        : null;
  }

  /** Track documents ULIDs as ids to recognise an event by; a messageId may be any text. */
  private static boolean isRecognised(Said said, String id) {
    return said.operation().endpoint().api() == Api.PIPELINES || Ulid.isUlid(id);
  }
}
