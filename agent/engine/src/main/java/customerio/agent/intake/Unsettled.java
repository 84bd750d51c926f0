package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * Events whose callers were given a timeout although they may still arrive. Many a client says the
 * same again by itself then, whatever its exception is: Feign does so up to four times. Such a
 * repetition finds its first here, once. Thread-safe.
 *
 * <p>Only events: what changes a person has the same end when it is said again, and may have to
 * come after what was said meanwhile. For the same reason anything that changes people ends all of
 * it.
 */
final class Unsettled {
  /** Feign waits for a second at most, Spring's retries usually as long. */
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private static final int MAX_CALLS = 10_000;

  private record Key(long destination, long person, ContentHash content) {
    static Key of(Said said) {
      return new Key(said.routing().destination(), said.routing().person(), ContentHash.of(said));
    }
  }

  private final Cache<Key, String> operations;

  Unsettled(Ticker ticker) {
    operations =
        Caffeine.newBuilder()
            .maximumSize(MAX_CALLS)
            .expireAfterWrite(WINDOW)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Its caller does not know what becomes of it. */
  void add(Said said) {
    if (said.changesOnlyHistory()) {
      operations.put(Key.of(said), said.operation().id());
    }
  }

  /** The id of the operation that this one says again, or null; no other repetition finds it. */
  String remove(Said said) {
    return operations.estimatedSize() == 0 || !said.changesOnlyHistory()
        ? null
        : operations.asMap().remove(Key.of(said));
  }

  void accepted(Said said) {
    if (!said.changesOnlyHistory()) {
      clear();
    }
  }

  void clear() {
    operations.invalidateAll();
  }
}
