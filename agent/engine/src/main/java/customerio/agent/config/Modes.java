package customerio.agent.config;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which mode holds for which operation. Immutable.
 *
 * <pre>
 *   ""               everything            mode
 *    └ track         one API               mode.track
 *       └ track.identify   one operation   mode.track.identify     the most specific one wins
 * </pre>
 */
public final class Modes {
  private static final String EVERYTHING = "";
  private static final SortedSet<String> TARGETS = targets();

  private final SortedMap<String, Mode> given;
  private final Map<Endpoint, Mode> effective = new EnumMap<>(Endpoint.class);
  private final Set<Api> off = EnumSet.allOf(Api.class);

  private Modes(SortedMap<String, Mode> given) {
    this.given = Collections.unmodifiableSortedMap(given);
    for (Endpoint endpoint : Endpoint.values()) {
      Mode mode = mostSpecific(endpoint);
      effective.put(endpoint, mode);
      if (mode != Mode.OFF) {
        off.remove(endpoint.api());
      }
    }
  }

  /** One mode for everything. */
  static Modes all(Mode mode) {
    return new Modes(new TreeMap<>(Map.of(EVERYTHING, mode)));
  }

  /** All that a mode can be given for but everything: {@code track}, {@code track.identify}, … */
  static SortedSet<String> targets() {
    SortedSet<String> targets = new TreeSet<>();
    for (Endpoint endpoint : Endpoint.values()) {
      targets.add(name(endpoint.api()));
      // of the App API the agent knows no single operations
      if (endpoint.api() != Api.APP) {
        targets.add(endpoint.kind());
      }
    }
    return targets;
  }

  public Mode of(Endpoint endpoint) {
    return effective.get(endpoint);
  }

  /** No operation of the API is to be touched, nor looked at. Allocates nothing. */
  public boolean isOff(Api api) {
    return off.contains(api);
  }

  public boolean isOff() {
    return off.size() == Api.values().length;
  }

  /** As given, the most general first; its target is "". */
  public SortedMap<String, Mode> given() {
    return given;
  }

  /** The mode of whatever has no more specific one. */
  public Mode general() {
    return given.get(EVERYTHING);
  }

  /**
   * The same with one more; what is more specific stays.
   *
   * @throws IllegalArgumentException there is no such target
   */
  Modes with(String target, Mode mode) {
    checkTarget(target);
    SortedMap<String, Mode> more = new TreeMap<>(given);
    more.put(target, mode);
    return new Modes(more);
  }

  /**
   * The same with one mode for the target and all that is below it: whoever switches {@code track}
   * off means all of it.
   *
   * @throws IllegalArgumentException there is no such target
   */
  Modes switched(String target, Mode mode) {
    checkTarget(target);
    SortedMap<String, Mode> kept = new TreeMap<>(given);
    kept.keySet().removeIf(name -> target.equals(EVERYTHING) || name.startsWith(target + '.'));
    kept.put(target, mode);
    return new Modes(kept);
  }

  private Mode mostSpecific(Endpoint endpoint) {
    Mode own = given.get(endpoint.kind());
    Mode apis = own == null ? given.get(name(endpoint.api())) : own;
    return apis == null ? general() : apis;
  }

  private static void checkTarget(String target) {
    if (!target.equals(EVERYTHING) && !TARGETS.contains(target)) {
      throw new IllegalArgumentException(
          "'" + target + "' has no mode of its own; there are \"\" for everything and " + TARGETS);
    }
  }

  private static String name(Api api) {
    return api.name().toLowerCase(Locale.ROOT);
  }
}
