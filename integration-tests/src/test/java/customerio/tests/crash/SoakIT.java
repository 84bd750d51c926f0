package customerio.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hours of one weather after the other. One process sees {@link #ROUNDS} of them and is counted
 * after each, when all is delivered; then it is killed or told to end in the middle of another, a
 * next one drains what it left, and all that was ever said is accounted for. Then the same with new
 * people, so that the books fit into the memory of the test.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakIT {
  private static final long NANOS = TimeUnit.MINUTES.toNanos(Integer.getInteger("soak.minutes", 0));
  private static final long SEED = Long.getLong("customerio.seed", System.nanoTime());
  private static final Duration DRAINED = Duration.ofMinutes(3);
  private static final int ROUNDS = 100;

  /** By then classes are loaded, pools are filled and every weather's way has been gone. */
  private static final int WARM = 10;

  /** What the last rounds may hold more than the first: in heap, some 35 bytes for a word. */
  private static final Counts SLACK = new Counts(3 << 20, 16, 8);

  @TempDir Path directory;
  private final Random random = new Random(SEED);

  @Test
  void F43_soakInAllWeathersWithKills_losesNothingAndHoldsEverTheSame() throws Exception {
    long start = System.nanoTime();
    for (int era = 1; era == 1 || System.nanoTime() - start < NANOS; era++) {
      soak(Files.createDirectory(directory.resolve("era-" + era)));
    }
  }

  private void soak(Path home) throws Exception {
    Path logs = Files.createDirectory(home.resolve("said"));
    try (Simulator simulator = Simulator.start()) {
      simulator
          .faults()
          .add(
              FaultRule.named("poison")
                  .poison(new Poison(SteadyCaller.REFUSED_EVENT, null, BatchStyle.MULTI_STATUS)));
      Program program = new Program(simulator.uri(Family.TRACK, Region.US), home, logs);
      List<Counts> counts = liveAndDie(simulator, program, logs);
      Ledger ledger = drain(simulator, program, logs);
      String figures = ledger.verify();
      assertThat(ledger.promised()).isGreaterThan(Life.CALLS * ROUNDS / 2);
      assertThat(Letters.in(program.queue()))
          .doesNotHaveDuplicates()
          .hasSameElementsAs(ledger.refused());
      Counts before = Counts.held(counts.subList(0, WARM));
      Counts after = Counts.held(counts.subList(ROUNDS - WARM, ROUNDS));
      System.out.printf(
          "SoakIT: seed %d, %s; least heap, most files and threads: %s, then %s%n",
          SEED, figures, before, after);
      assertThat(after.heap()).isLessThan(before.heap() + SLACK.heap());
      assertThat(after.files()).isLessThan(before.files() + SLACK.files());
      assertThat(after.threads()).isLessThan(before.threads() + SLACK.threads());
    }
  }

  private List<Counts> liveAndDie(Simulator simulator, Program program, Path logs)
      throws Exception {
    List<Counts> counts = new ArrayList<>();
    Weather.any(random).come(simulator, random);
    try (AgentJvm application = program.command(Life.CALLS).start()) {
      for (int round = 1; round <= ROUNDS; round++) {
        application.awaitLine("said " + round * Life.CALLS);
        Weather.FINE.come(simulator, random);
        new Ledger(simulator, logs, "seed " + SEED).awaitAll(DRAINED);
        counts.add(count(application, round));
        Weather.any(random).come(simulator, random);
        application.tell("again");
      }
      application.awaitLine(
          "called " + (ROUNDS * Life.CALLS + SteadyCaller.REPORT_EVERY * (1 + random.nextInt(40))));
      if (random.nextBoolean()) {
        application.kill();
      } else {
        application.terminate();
        application.await();
      }
    }
    Weather.FINE.come(simulator, random);
    return counts;
  }

  private static Counts count(AgentJvm application, int round) throws InterruptedException {
    String question = "counts after round " + round;
    application.tell(question);
    return Counts.parse(application.awaitLine(question + " = ").substring(question.length() + 3));
  }

  private static Ledger drain(Simulator simulator, Program program, Path logs) throws Exception {
    try (AgentJvm application = program.command(SteadyCaller.A_FEW_ABOUT_EVERYBODY).start()) {
      application.awaitLine("said ");
      Ledger ledger = new Ledger(simulator, logs, "seed " + SEED);
      ledger.awaitAll(DRAINED);
      application.terminate();
      application.await();
      return ledger;
    }
  }
}
