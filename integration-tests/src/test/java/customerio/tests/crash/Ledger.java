package customerio.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Simulator;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.Result;
import customerio.tests.crash.SaidLog.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was promised to the application against what became of it. */
final class Ledger {
  private final Simulator simulator;
  private final Set<Word> promised;
  private final Set<Word> passed;
  private final String as;

  /**
   * @param logs of the application
   * @param as said with each failure
   */
  Ledger(Simulator simulator, Path logs, String as) throws IOException {
    this.simulator = simulator;
    this.promised = new HashSet<>(SaidLog.answered(logs));
    this.passed = new HashSet<>(SaidLog.passed(logs));
    this.as = as;
  }

  /** How many have not reached Customer.io at all. */
  static int outstanding(Simulator simulator, List<Word> promised) {
    Set<Word> missing = new HashSet<>(promised);
    simulator.arrivals().all().forEach(arrival -> missing.remove(word(arrival)));
    return missing.size();
  }

  void awaitAll(Duration atMost) {
    Set<Word> missing = new HashSet<>(promised);
    try {
      simulator.arrivals().await(promised.size(), arrival -> missing.remove(word(arrival)), atMost);
    } catch (AssertionError notAll) {
      throw new AssertionError(
          as + ": lost " + missing.size() + " of " + promised.size() + ": " + missing, notAll);
    }
  }

  /**
   * Nothing twice in effect, nobody's words out of order, the last word stands.
   *
   * @return the figures, for people
   */
  String verify() {
    Map<Word, Integer> applied = new HashMap<>();
    Map<String, List<Long>> firstArrivals = new TreeMap<>();
    Set<Word> seen = new HashSet<>();
    List<Arrival> arrivals = simulator.arrivals().all();
    for (Arrival arrival : arrivals) {
      Word word = word(arrival);
      if (arrival.result() == Result.APPLIED && arrival.kind().equals("event")) {
        applied.merge(word, 1, Integer::sum);
      }
      if (seen.add(word) && !passed.contains(word)) {
        firstArrivals.computeIfAbsent(word.person(), person -> new ArrayList<>()).add(word.seq());
      }
    }
    assertThat(seen).as(as + ": lost").containsAll(promised);
    assertThat(applied.values()).as(as + ": events applied twice").containsOnly(1);
    firstArrivals.forEach(
        (person, sequence) -> assertThat(sequence).as(as + ": order of " + person).isSorted());
    passed.forEach(word -> firstArrivals.remove(word.person())); // who may have been overtaken
    firstArrivals.forEach(this::verifyLastWord);
    return ("%d promised, 0 lost, 0 out of order; %d of %d arrivals came again, 0 with effect;"
            + " %d calls went out by themselves")
        .formatted(promised.size(), arrivals.size() - seen.size(), arrivals.size(), passed.size());
  }

  /** Those that Customer.io has refused, of which there has to be one dead letter each. */
  Set<Word> refused() {
    Set<Word> refused = new HashSet<>();
    simulator.arrivals().with(Result.REFUSED).forEach(arrival -> refused.add(word(arrival)));
    return refused;
  }

  private void verifyLastWord(String person, List<Long> sequence) {
    long last =
        sequence.stream().filter(SteadyCaller::isIdentify).mapToLong(n -> n).max().orElse(0);
    if (last > 0) {
      assertThat(
              simulator
                  .state()
                  .person(TrackCalls.WORKSPACE, PersonKey.id(person))
                  .attributes()
                  .get("seq")
                  .asLong())
          .as(as + ": last word about " + person)
          .isEqualTo(last);
    }
  }

  private static Word word(Arrival arrival) {
    return new Word(arrival.person().substring("id:".length()), arrival.data().get("seq").asLong());
  }
}
