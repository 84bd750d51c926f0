package customerio.tests.history;

import customerio.simulator.faults.Poison.BatchStyle;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** All that can happen, likelier what hurts. */
final class Histories {

  /**
   * One human under two spellings, of which only Customer.io knows that they belong together.
   * Switched on by {@code -Dhistory.links=true}.
   */
  private static final boolean LINKS = Boolean.getBoolean("history.links");

  private static final int PEOPLE = 3;
  private static final int LONGEST = 25;

  private Histories() {}

  static Arbitrary<History> any() {
    return Combinators.combine(setups(), steps().list().ofMinSize(1).ofMaxSize(LONGEST))
        .as(Histories::possible);
  }

  /**
   * Where requests take time, nobody is killed: an operation that is dated by an arrival in the
   * next second, and one about the same person that was said in between and is stamped after the
   * restart, would change places. The dead process alone knew when the first one arrived.
   */
  private static History possible(Setup setup, List<Step> steps) {
    if (LINKS) {
      // which names belong together is forgotten with the process, as far as nothing waits
      List<Step> survived = steps.stream().filter(step -> !kills(step)).toList();
      return new History(setup, survived);
    }
    boolean kills = steps.stream().anyMatch(Histories::kills);
    return new History(kills ? setup.withoutLatency() : setup, steps);
  }

  private static boolean kills(Step step) {
    return step instanceof Step.Kill
        || step instanceof Step.DieSettling
        || step instanceof Step.SayAndDie
        || step instanceof Step.Change change && change.weather().kills();
  }

  /** Eight are the most that combine. */
  private record Chance(int window, long seed) {}

  private static Arbitrary<Setup> setups() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of("adaptive", "always", "never"),
            Arbitraries.of(1000, 2, 3),
            Arbitraries.of(480_000, 400),
            Arbitraries.frequency(Tuple.of(2, 0), Tuple.of(1, 60), Tuple.of(1, 700)),
            Arbitraries.of(true, false),
            Arbitraries.of(BatchStyle.values()),
            Combinators.combine(Arbitraries.of(1, 3, 1000), Arbitraries.longs()).as(Chance::new))
        .as(
            (dedup, mode, operations, bytes, latency, meanwhile, style, chance) ->
                new Setup(
                    dedup,
                    mode,
                    operations,
                    bytes,
                    latency,
                    meanwhile,
                    style,
                    chance.window,
                    chance.seed));
  }

  private static Arbitrary<Step> steps() {
    return Arbitraries.frequencyOf(
        Tuple.of(24, says().map(say -> say)),
        Tuple.of(3, Arbitraries.integers().between(0, LONGEST).map(Step.Again::new)),
        Tuple.of(
            6,
            Arbitraries.of(0, 1, 40, 150, 400, 950, 3_000, 11_000, 61_000, 400_000)
                .map(Step.Pass::new)),
        Tuple.of(6, changes()),
        Tuple.of(1, Arbitraries.just(new Step.Kill())),
        Tuple.of(1, bytes().map(Step.DieSettling::new)),
        Tuple.of(1, Combinators.combine(says(), bytes()).as(Step.SayAndDie::new)));
  }

  private static Arbitrary<Step.Say> says() {
    Arbitrary<Integer> variants = Arbitraries.integers().between(0, 11);
    return Arbitraries.of(Word.class)
        .flatMap(
            word ->
                Combinators.combine(humans(word), humans(word), variants)
                    .as((who, other, variant) -> new Step.Say(word, who, other, variant)));
  }

  /** Of the Track API the last one is called by e-mail, the others by id. */
  private static Arbitrary<Human> humans(Word word) {
    return Combinators.combine(
            Arbitraries.integers().between(1, PEOPLE), Arbitraries.of(false, true))
        .as((number, flag) -> human(word, number, flag));
  }

  private static Human human(Word word, int number, boolean flag) {
    if (word.isPipelines()) {
      return new Human(number, false, false);
    }
    return LINKS
        ? new Human(number, flag, false)
        : new Human(number, number == PEOPLE, number == PEOPLE && flag);
  }

  private static Arbitrary<Step> changes() {
    return Combinators.combine(Arbitraries.of(Weather.class), Arbitraries.of(1, 2, 3, 7, 30, 1000))
        .as(Step.Change::new);
  }

  private static Arbitrary<Integer> bytes() {
    return Arbitraries.of(0, 1, 7, 30, 90, 100_000);
  }
}
