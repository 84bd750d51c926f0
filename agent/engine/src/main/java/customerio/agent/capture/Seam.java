package customerio.agent.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where one client meets the engine. Its interceptors ask here and not at {@link Interception}, so
 * that what becomes of the calls is counted under the client's name. One per name and JVM.
 * Thread-safe.
 */
public final class Seam {
  private static final Map<String, Seam> ALL = new ConcurrentSkipListMap<>();

  private final String client;
  private final LongAdder mismatches = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder relayed = new LongAdder();
  final LongAdder passed = new LongAdder();
  private volatile boolean enabled = true;
  private volatile boolean present;
  private volatile boolean calling = true;
  private volatile CountedTaker counted;

  private Seam(String client) {
    this.client = client;
  }

  /**
   * What has become of a client's claimed calls since start.
   *
   * @param enabled {@code client.<name>.enabled}
   * @param present the application has loaded it, and it is intercepted
   * @param answered at once, to be delivered later
   * @param relayed waited for Customer.io's own answer
   * @param passed left to the client
   * @param mismatches versions of it that are not known, and left alone
   */
  public record Counts(
      String client,
      boolean enabled,
      boolean present,
      long answered,
      long relayed,
      long passed,
      long mismatches) {}

  /**
   * @param client as in {@code client.<name>.enabled}
   */
  public static Seam of(String client) {
    return ALL.computeIfAbsent(client, Seam::new);
  }

  /** Of every client, by name. */
  public static List<Counts> counts() {
    List<Counts> counts = new ArrayList<>();
    ALL.values().stream().filter(seam -> seam.calling).forEach(seam -> counts.add(seam.count()));
    return counts;
  }

  /** Calls that were left to any client, since start. */
  public static long passedThrough() {
    return ALL.values().stream().mapToLong(seam -> seam.passed.sum()).sum();
  }

  /** The engine, or null when there is none or the current thread sends traffic of our own. */
  public CallTaker taker() {
    CallTaker engine = Interception.taker();
    if (engine == null) {
      return null;
    }
    CountedTaker current = counted;
    if (current == null || current.engine() != engine) {
      current = new CountedTaker(engine, this, System::nanoTime);
      counted = current;
    }
    return current;
  }

  String client() {
    return client;
  }

  public void enabled(boolean isEnabled) {
    enabled = isEnabled;
  }

  /** It is no client: the application's own OpenTelemetry, which is told and not taken over. */
  public void makesNoCalls() {
    calling = false;
  }

  public void woven() {
    present = true;
  }

  /**
   * The application's client is not one that we know.
   *
   * @param which its version, or its file
   * @param missing what it lacks
   */
  public void mismatch(String which, String missing) {
    mismatches.increment();
    CallTaker engine = Interception.taker();
    if (engine != null && calling) {
      engine.leftAlone(
          unknown(client + " client", which, missing, "its calls go out by themselves"));
    } else if (engine != null) {
      engine.noticed(unknown(client, which, missing, "it is told of no deliveries"));
    }
  }

  private String unknown(String what, String which, String missing, String consequence) {
    return "the "
        + what
        + " in "
        + which
        + " is not one that this version knows ("
        + missing
        + "): "
        + consequence
        + "; client."
        + client
        + ".enabled=false leaves it alone without this line";
  }

  private Counts count() {
    return new Counts(
        client, enabled, present, answered.sum(), relayed.sum(), passed.sum(), mismatches.sum());
  }
}
