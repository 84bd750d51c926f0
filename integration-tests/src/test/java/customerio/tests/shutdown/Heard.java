package customerio.tests.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Simulator;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.Result;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What Customer.io has got of numbered words. */
final class Heard {
  private static final Duration DRAINED = Duration.ofMinutes(10);

  private Heard() {}

  /** Each of the words arrives, has one effect, and follows what was said before it. */
  static void all(Simulator simulator, Set<Integer> words) {
    Set<Integer> missing = new HashSet<>(words);
    try {
      simulator.arrivals().await(words.size(), arrival -> missing.remove(word(arrival)), DRAINED);
    } catch (AssertionError notAll) {
      throw new AssertionError("lost " + missing.size() + " of " + words.size(), notAll);
    }
    Map<Integer, Integer> effects = new HashMap<>();
    Map<String, Integer> latest = new HashMap<>();
    Set<Integer> seen = new HashSet<>();
    for (Arrival arrival : simulator.arrivals().all()) {
      int word = word(arrival);
      if (arrival.result() == Result.APPLIED) {
        effects.merge(word, 1, Integer::sum);
      }
      if (seen.add(word)) {
        Integer before = latest.put(arrival.person(), word);
        assertThat(before == null || before < word).as("%s after %s", word, before).isTrue();
      }
    }
    assertThat(effects.values()).as("effects of each").containsOnly(1);
  }

  private static int word(Arrival arrival) {
    return arrival.data().get("seq").asInt();
  }
}
