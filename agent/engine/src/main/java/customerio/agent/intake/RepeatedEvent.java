package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.EventName;
import customerio.agent.customerio.Ulid;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The same event said twice. Under the same explicit id that is what clients and SDKs do when they
 * retry. Equal ids with different content are both sent, because ids are sometimes chosen badly and
 * Customer.io is to judge; so it is for an id of which nobody promises that Customer.io itself
 * would recognise it.
 *
 * <p>An event about somebody who is not there any more makes a new person, also when it is said
 * again: after a deletion, or after its person has been given another name. An e-mail address comes
 * and goes with every identify that carries one; that an id does, is rare.
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

  /** Who may not be who they were. */
  private enum Changes {
    NOBODY,
    /** People who are addressed by an e-mail address, say. */
    WITH_OTHER_NAMES,
    ANYBODY;

    static Changes of(Said said) {
      String other = said.reading().otherPerson();
      if (said.reading().barrier()) {
        return ANYBODY;
      }
      return switch (said.operation().endpoint()) {
        case TRACK_IDENTIFY, TRACK_ENTITY, PIPELINES_IDENTIFY ->
            other == null ? NOBODY : isId(other) ? ANYBODY : WITH_OTHER_NAMES;
        default -> NOBODY;
      };
    }

    static boolean isId(String key) {
      return key.startsWith("id:") || key.startsWith("user:");
    }
  }

  private record First(String operationId, ContentHash content, long epoch, long nanosLeft) {}

  private final Predicate<String> byContent;
  private final long windowNanos;
  private final Cache<Key, First> seen;
  private final Epoch ids = new Epoch();
  private final Epoch otherNames = new Epoch();

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
    return first != null
            && first.epoch == epoch(said).current()
            && first.content.equals(ContentHash.of(said))
        ? first.operationId
        : null;
  }

  @Override
  public long mark(Said said) {
    return epoch(said).current();
  }

  @Override
  public void accepted(Said said, long mark) {
    Changes changes = Changes.of(said);
    if (changes != Changes.NOBODY) {
      otherNames.end();
    }
    if (changes == Changes.ANYBODY) {
      ids.end();
    }
    Key key = changes == Changes.NOBODY ? key(said) : null;
    if (key != null) {
      seen.put(key, first(said, mark, windowNanos));
    }
  }

  @Override
  public synchronized void adopted(Said said, Duration age) {
    Changes changes = Changes.of(said);
    if (changes != Changes.NOBODY) {
      otherNames.endAdopted();
    }
    if (changes == Changes.ANYBODY) {
      ids.endAdopted();
    }
    long nanosLeft = Math.min(windowNanos, windowNanos - age.toNanos());
    Key key = changes == Changes.NOBODY && nanosLeft > 0 ? key(said) : null;
    if (key != null) {
      seen.asMap().putIfAbsent(key, first(said, epoch(said).adopted(), nanosLeft));
    }
  }

  @Override
  public long remembered() {
    return seen.estimatedSize();
  }

  @Override
  public void forget() {
    ids.end();
    otherNames.end();
  }

  private Epoch epoch(Said said) {
    return Changes.isId(said.reading().person()) ? ids : otherNames;
  }

  private static First first(Said said, long epoch, long nanosLeft) {
    return new First(said.operation().id(), ContentHash.of(said), epoch, nanosLeft);
  }

  /** Null when nothing makes it a repetition. */
  private Key key(Said said) {
    long destination = said.routing().destination();
    String id = said.reading().eventId();
    if (id != null && isRecognised(said.operation().endpoint(), id)) {
      return new Key(destination, id, null);
    }
    String name = EventName.of(said.operation());
    return name != null && byContent.test(name)
        ? new Key(destination, null, ContentHash.of(said))
        : null;
  }

  /**
   * Track documents ULIDs as ids to recognise an event by; a messageId may be any text. That of an
   * identify does not count: said again after another one it has an effect of its own.
   */
  private static boolean isRecognised(Endpoint endpoint, String id) {
    return switch (endpoint) {
      case PIPELINES_TRACK, PIPELINES_PAGE, PIPELINES_SCREEN -> true;
      default -> endpoint.api() == Api.TRACK && Ulid.isUlid(id);
    };
  }
}
