package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Naming;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An identify that equals the last accepted word about the same person changes nothing.
 *
 * <p>The last word is forgotten whenever anything else is said about that person. One human can be
 * addressed by several identifiers, and a merge joins two; which ones belong together is known to
 * Customer.io alone. So whatever changes people and is not a plain identify, and each change of the
 * kind of identifier, forgets the last word about everybody: fewer repeats are found, never a false
 * one. For the same reason a word that gives a person another name, such as an e-mail address,
 * serves only until the next word of that sort, whomever it is about: Customer.io gives an address
 * to one person at a time, and what it would not do before it may do once another one has let go.
 *
 * <p>What other processes say about the same people is not seen here; where several write the same
 * attributes with different values within the window, it has to be 0.
 */
final class RepeatedIdentify implements Repeats {
  private static final long PLAIN = -1;

  /**
   * @param naming which word that gives names it was, or {@link #PLAIN}
   */
  private record LastWord(String operationId, ContentHash content, long epoch, long naming) {}

  private record Person(long destination, long person) {
    static Person of(Said said) {
      return new Person(said.routing().destination(), said.routing().person());
    }
  }

  private final Cache<Person, LastWord> lastWords;
  private final AtomicLong epoch = new AtomicLong();
  private final AtomicLong namings = new AtomicLong();
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
    LastWord last = lastWords.getIfPresent(Person.of(said));
    return last != null
            && last.epoch == epoch.get()
            && (last.naming == PLAIN || last.naming == namings.get())
            && last.content.equals(ContentHash.of(said))
        ? last.operationId
        : null;
  }

  @Override
  public long mark(Said said) {
    if (isIdentify(said)) {
      changeKind(kind(said));
    }
    return epoch.get();
  }

  @Override
  public void accepted(Said said, long mark) {
    if (isIdentify(said)) {
      remember(said, mark);
      // once more, as somebody may have spoken of another kind since the mark
      changeKind(kind(said));
    } else if (said.changesOnlyHistory()) {
      // that it lies between still makes the identify no repeat
      lastWords.invalidate(Person.of(said));
    } else {
      forget();
    }
  }

  /**
   * The last word of an earlier run is never the last word: what has started this one is a call.
   */
  @Override
  public void adopted(Said said, Duration age) {}

  @Override
  public long remembered() {
    return lastWords.estimatedSize();
  }

  @Override
  public void forget() {
    epoch.incrementAndGet();
  }

  private void remember(Said said, long mark) {
    switch (Naming.of(said.operation(), said.reading())) {
      case NONE -> put(said, mark, PLAIN);
      case ADDS -> put(said, mark, namings.incrementAndGet());
      case MOVES -> forget();
    }
  }

  private void put(Said said, long mark, long naming) {
    lastWords.put(
        Person.of(said), new LastWord(said.operation().id(), ContentHash.of(said), mark, naming));
  }

  private synchronized void changeKind(String kind) {
    if (!kind.equals(identifierKind)) {
      epoch.incrementAndGet();
      identifierKind = kind;
    }
  }

  private static boolean isIdentify(Said said) {
    Endpoint endpoint = said.operation().endpoint();
    return endpoint == Endpoint.TRACK_IDENTIFY || endpoint == Endpoint.PIPELINES_IDENTIFY;
  }

  /** API, destination and kind of identifier: people in different ones can be the same human. */
  private static String kind(Said said) {
    String person = said.reading().person();
    return said.routing().destination() + person.substring(0, person.indexOf(':') + 1);
  }
}
