package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.customerio.Endpoint;
import customerio.agent.queue.Routing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An identify that equals the last accepted word about the same person changes nothing.
 *
 * <p>The last word is forgotten whenever anything else is said about that person. One human can be
 * addressed by several identifiers, and a merge joins two; which ones belong together is known to
 * Customer.io alone. So whatever changes people and is not a plain identify, and each change of the
 * kind of identifier, forgets the last word about everybody: fewer repeats are found, never a false
 * one.
 */
final class RepeatedIdentify implements Repeats {

  private record LastWord(String operationId, ContentHash content, long epoch) {}

  private final Cache<Routing, LastWord> lastWords;
  private final AtomicLong epoch = new AtomicLong();
  private volatile String identifierKind = "";

  RepeatedIdentify(Duration window, int maxPeople, Ticker ticker) {
    lastWords =
        Caffeine.newBuilder()
            .maximumSize(maxPeople)
            .expireAfterWrite(window)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public String repeated(Said said) {
    if (!isIdentify(said) || !kind(said).equals(identifierKind)) {
      return null;
    }
    LastWord last = lastWords.getIfPresent(said.routing());
    return last != null && last.epoch == epoch.get() && last.content.equals(ContentHash.of(said))
        ? last.operationId
        : null;
  }

  @Override
  public void accepted(Said said) {
    if (isIdentify(said)) {
      String kind = kind(said);
      if (!kind.equals(identifierKind)) {
        forgetEverybody(kind);
      }
      // of two kinds at once the later epoch wins, and this word is none that anyone will find
      lastWords.put(
          said.routing(), new LastWord(said.operation().id(), ContentHash.of(said), epoch.get()));
    } else if (changesOnlyHistory(said)) {
      lastWords.invalidate(said.routing());
    } else {
      epoch.incrementAndGet();
    }
  }

  private synchronized void forgetEverybody(String kind) {
    epoch.incrementAndGet();
    identifierKind = kind;
  }

  private static boolean isIdentify(Said said) {
    Endpoint endpoint = said.operation().endpoint();
    return endpoint == Endpoint.TRACK_IDENTIFY || endpoint == Endpoint.PIPELINES_IDENTIFY;
  }

  /** Events leave attributes alone; that they lie between still makes the identify no repeat. */
  private static boolean changesOnlyHistory(Said said) {
    return switch (said.operation().endpoint().operationName()) {
      case "event", "page", "screen", "track" -> !said.reading().barrier();
      default -> false;
    };
  }

  /** API, destination and kind of identifier: people in different ones can be the same human. */
  private static String kind(Said said) {
    String person = said.reading().person();
    return said.routing().destination() + person.substring(0, person.indexOf(':') + 1);
  }
}
