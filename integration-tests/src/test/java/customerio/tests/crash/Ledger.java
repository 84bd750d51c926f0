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
import java.util.stream.Collectors;

/** What was promised to the application against what became of it. */
public final class Ledger {
  private static final String AGENT = "customerio-agent";

  private final Simulator simulator;
  private final Set<Word> promised;
  private final Set<Word> passed;
  private final Set<Word> unfinished;
  private final String as;

  /**
   * @param logs of the application
   * @param as said with each failure
   */
  public Ledger(Simulator simulator, Path logs, String as) throws IOException {
    this.simulator = simulator;
    this.promised = new HashSet<>(SaidLog.answered(logs));
    this.passed = new HashSet<>(SaidLog.passed(logs));
    this.unfinished = SaidLog.unfinished(logs);
    this.as = as;
  }

  /** How many have not reached Customer.io at all. */
  static int outstanding(Simulator simulator, List<Word> promised) {
    Set<Word> missing = new HashSet<>(promised);
    arrivals(simulator).forEach(arrival -> missing.remove(word(arrival)));
    return missing.size();
  }

  public void awaitAll(Duration atMost) {
    Set<Word> missing = new HashSet<>(promised);
    try {
      simulator
          .arrivals()
          .await(
              promised.size(),
              arrival -> isAboutSomebody(arrival) && missing.remove(word(arrival)),
              atMost);
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
  public String verify() {
    Map<Word, Integer> applied = new HashMap<>();
    Map<String, List<Long>> firstArrivals = new TreeMap<>();
    Set<Word> seen = new HashSet<>();
    Set<Word> free = new HashSet<>(passed);
    List<Arrival> arrivals = arrivals(simulator);
    for (Arrival arrival : arrivals) {
      Word word = word(arrival);
      if (arrival.result() == Result.APPLIED && arrival.kind().equals("event")) {
        applied.merge(word, 1, Integer::sum);
      }
      if (hasGoneByItself(arrival)) {
        free.add(word);
      }
      if (seen.add(word) && !free.contains(word)) {
        firstArrivals.computeIfAbsent(word.person(), person -> new ArrayList<>()).add(word.seq());
      }
    }
    // by hash: what compares each with each takes minutes for the words of an hour
    assertThat(promised.stream().filter(word -> !seen.contains(word))).as(as + ": lost").isEmpty();
    assertThat(applied.entrySet().stream().filter(times -> times.getValue() > 1))
        .as(as + ": events applied twice")
        .isEmpty();
    List<String> overtakings = new ArrayList<>();
    firstArrivals.forEach(
        (person, sequence) -> overtakings.addAll(overtakings(person, sequence, arrivals)));
    assertThat(overtakings).as(as + ": out of order").isEmpty();
    free.forEach(word -> firstArrivals.remove(word.person())); // who may have been overtaken
    firstArrivals.forEach(this::verifyLastWord);
    return ("%d promised, 0 lost, 0 out of order; %d of %d arrivals came again, 0 with effect;"
            + " %d calls went out by themselves")
        .formatted(promised.size(), arrivals.size() - seen.size(), arrivals.size(), free.size());
  }

  /** Each word that came later than one that was said after it, and all that is known of both. */
  private List<String> overtakings(String person, List<Long> sequence, List<Arrival> arrivals) {
    List<String> found = new ArrayList<>();
    for (int i = 1; i < sequence.size(); i++) {
      if (sequence.get(i) < sequence.get(i - 1)) {
        found.add(
            described(new Word(person, sequence.get(i - 1)), arrivals)
                + " came before "
                + described(new Word(person, sequence.get(i)), arrivals));
      }
    }
    return found;
  }

  private String described(Word word, List<Arrival> arrivals) {
    String fate = promised.contains(word) ? "promised" : "cut off";
    return word
        + " ("
        + fate
        + arrivals.stream()
            .filter(arrival -> word(arrival).equals(word))
            .map(
                arrival ->
                    ", arrival %d in request %d of %s at %s, %s, id %s"
                        .formatted(
                            arrival.n(),
                            arrival.request(),
                            arrival.userAgent(),
                            arrival.batchIndex(),
                            arrival.result(),
                            arrival.operation().eventId()))
            .collect(Collectors.joining())
        + ")";
  }

  public int promised() {
    return promised.size();
  }

  /** Those of the agent that Customer.io has refused: there has to be one dead letter each. */
  Set<Word> refused() {
    Set<Word> refused = new HashSet<>();
    simulator.arrivals().with(Result.REFUSED).stream()
        .filter(arrival -> !hasGoneByItself(arrival))
        .forEach(arrival -> refused.add(word(arrival)));
    return refused;
  }

  /** Sent by the application's own client, in a call that nobody was promised anything of. */
  private boolean hasGoneByItself(Arrival arrival) {
    return (passed.contains(word(arrival)) || unfinished.contains(word(arrival)))
        && !AGENT.equals(arrival.userAgent());
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

  private static List<Arrival> arrivals(Simulator simulator) {
    return simulator.arrivals().all().stream().filter(Ledger::isAboutSomebody).toList();
  }

  /** The agent's own question about a Pipelines key is about nobody. */
  private static boolean isAboutSomebody(Arrival arrival) {
    return arrival.person() != null;
  }

  private static Word word(Arrival arrival) {
    return new Word(arrival.person().substring("id:".length()), arrival.data().get("seq").asLong());
  }
}
