package customerio.tests.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** All that the agent may change about what an application sees. One place, and nothing else. */
final class Differences {

  /** Says that the answer is the agent's. */
  static final String MARK = "header x-customerio-agent: ";

  /**
   * The price of an answer at once: Customer.io refuses these calls for reasons the agent does not
   * know, or repairs. The application sees a 200, the refusal is in the dead letters.
   */
  static final Set<String> REFUSED_LATER = Set.of("gzip where it is not understood", "too large");

  /** The agent follows a redirect by itself, so that listeners hear of one exchange, not of two. */
  private static final Set<String> ONE_EXCHANGE_FOR_TWO = Set.of("redirected read");

  /** Of the moment, or of a connection that a queued call never had. */
  private static final Set<String> NOT_OF_THE_ANSWER =
      Set.of(
          "date",
          "connection",
          "keep-alive",
          "transfer-encoding",
          // hops and protocols; a client that acted on them would act on something untrue
          "via",
          "alt-svc",
          "strict-transport-security");

  private Differences() {}

  /**
   * By scene: what only one of the two has seen, and what only the other. Empty when both are equal
   * but for what is allowed; also the order of lines counts.
   */
  static Map<String, List<String>> between(
      Map<String, List<String>> one, Map<String, List<String>> other) {
    return between(one, other, REFUSED_LATER, Differences::isAllowed);
  }

  /** The same for an agent that only observes: nothing is allowed but another time of day. */
  static Map<String, List<String>> whenObserved(
      Map<String, List<String>> alone, Map<String, List<String>> observed) {
    return between(alone, observed, Set.of(), (scene, line) -> line.startsWith("header date:"));
  }

  private static Map<String, List<String>> between(
      Map<String, List<String>> one,
      Map<String, List<String>> other,
      Set<String> leftOut,
      BiPredicate<String, String> allowed) {
    Map<String, List<String>> differing = new LinkedHashMap<>();
    Set<String> scenes = new LinkedHashSet<>(one.keySet());
    scenes.addAll(other.keySet());
    scenes.removeAll(leftOut);
    for (String scene : scenes) {
      List<String> before = rest(scene, one, allowed);
      List<String> after = rest(scene, other, allowed);
      if (!before.equals(after)) {
        differing.put(
            scene, Stream.concat(only("-", before, after), only("+", after, before)).toList());
      }
    }
    return differing;
  }

  private static Stream<String> only(String sign, List<String> here, List<String> there) {
    List<String> others = new ArrayList<>(there);
    return here.stream().filter(line -> !others.remove(line)).map(line -> sign + line);
  }

  private static List<String> rest(
      String scene, Map<String, List<String>> scenes, BiPredicate<String, String> allowed) {
    return scenes.getOrDefault(scene, List.of("never came to this scene")).stream()
        .filter(line -> !allowed.test(scene, line))
        .toList();
  }

  private static boolean isAllowed(String scene, String line) {
    return line.startsWith(MARK)
        || line.startsWith("noted ") && ONE_EXCHANGE_FOR_TWO.contains(scene)
        || line.startsWith("header ")
            && NOT_OF_THE_ANSWER.contains(
                line.substring("header ".length(), line.indexOf(':', "header ".length())));
  }
}
