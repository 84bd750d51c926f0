package customerio.agent.health;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The concerns there are at the moment. Whoever raises one clears it when it is over; there is one
 * for each code and subject. Thread-safe.
 */
public final class Concerns {
  private static final Comparator<Concern> GRAVEST_FIRST =
      Comparator.comparing(Concern::gravity)
          .reversed()
          .thenComparing(Concern::code)
          .thenComparing(Concern::subject);

  private record Key(String code, String subject) {}

  private final Map<Key, Concern> raised = new ConcurrentHashMap<>();

  /** Takes the place of an earlier one of the same code and subject. */
  public void raise(Concern concern) {
    raised.put(new Key(concern.code(), concern.subject()), concern);
  }

  /** Does nothing when there is none. */
  public void clear(String code, String subject) {
    raised.remove(new Key(code, subject));
  }

  /** A momentary copy, the gravest first, otherwise in the order of their names. */
  public List<Concern> now() {
    return raised.values().stream().sorted(GRAVEST_FIRST).toList();
  }
}
