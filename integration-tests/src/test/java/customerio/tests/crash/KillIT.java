package customerio.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.jvm.AgentJvm.Finished;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.tests.crash.SaidLog.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P3, P4 and P5 over {@code kill -9} in a crash loop: while it starts, recovers, adopts, appends,
 * rolls to the next segment, settles, buries, sets aside, drains and shuts down; in all weathers,
 * with another durability each time.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("customerio.kills", 30);

  private static final long SEED = Long.getLong("customerio.seed", System.nanoTime());
  private static final Duration DRAINED = Duration.ofMinutes(10);
  private static final List<String> DURABILITIES = List.of("process", "interval", "fsync");

  /** So that the queue never overflows, which is another test's matter. */
  private static final int TOO_MANY = 300;

  /** A life that says nothing proves nothing. Most lives say some hundred words. */
  private static final int LEAST_WORDS_A_LIFE = 20;

  @TempDir Path directory;
  private final Random random = new Random(SEED);

  @Test
  void F01_killsAtAnyMoment_loseNothingRepeatNothingReorderNothing() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("said"));
    try (Simulator simulator = Simulator.start()) {
      simulator.faults().add(FaultRule.named("distance").latency(Duration.ofMillis(20)));
      simulator
          .faults()
          .add(
              FaultRule.named("poison")
                  .poison(new Poison(SteadyCaller.REFUSED_EVENT, null, BatchStyle.MULTI_STATUS)));
      Program program = new Program(simulator.uri(Family.TRACK, Region.US), directory, logs);
      for (int kills = 0; kills < KILLS; kills++) {
        Finished life = liveAndDie(simulator, program, logs);
        assertThat(life.out().lines().filter(line -> line.startsWith("failed")))
            .as("seed %d: kill %d: %s", SEED, kills, life.err())
            .isEmpty();
      }
      Weather.FINE.come(simulator, random);
      Ledger ledger = drain(simulator, program, logs);
      String figures = ledger.verify();
      assertThat(ledger.promised()).isGreaterThan(LEAST_WORDS_A_LIFE * KILLS);
      List<Word> letters = Letters.in(program.queue());
      assertThat(letters).doesNotHaveDuplicates().hasSameElementsAs(ledger.refused());
      System.out.printf(
          "KillIT: seed %d, %d kills, %s, %d dead letters%n", SEED, KILLS, figures, letters.size());
    }
  }

  private Finished liveAndDie(Simulator simulator, Program program, Path logs) throws Exception {
    if (Ledger.outstanding(simulator, SaidLog.answered(logs)) > TOO_MANY) {
      return drainAndDie(simulator, program, logs);
    }
    Weather weather = Weather.any(random);
    weather.come(simulator, random);
    JvmCommand command =
        program.command(
            Life.CALLS,
            "batch.mode=" + weather.batchMode(random),
            "queue.durability=" + DURABILITIES.get(random.nextInt(DURABILITIES.size())));
    try (AgentJvm application = command.start()) {
      return end(application);
    }
  }

  private Finished drainAndDie(Simulator simulator, Program program, Path logs) throws Exception {
    Weather.FINE.come(simulator, random);
    try (AgentJvm application = program.command(SteadyCaller.A_FEW_ABOUT_EVERYBODY).start()) {
      application.awaitLine("said ");
      new Ledger(simulator, logs, "seed " + SEED).awaitAll(DRAINED);
      return application.kill();
    }
  }

  private Finished end(AgentJvm application) throws InterruptedException {
    try {
      return Life.any(random).end(application, random);
    } catch (AssertionError gone) {
      throw new AssertionError("seed " + SEED + ": " + application.kill(), gone);
    }
  }

  private static Ledger drain(Simulator simulator, Program program, Path logs) throws Exception {
    // what has just arrived is to be settled, however long that takes on a busy machine
    try (AgentJvm application =
        program.command(SteadyCaller.A_FEW_ABOUT_EVERYBODY, "shutdown.timeout=1m").start()) {
      application.awaitLine("said ");
      Ledger ledger = new Ledger(simulator, logs, "seed " + SEED);
      ledger.awaitAll(DRAINED);
      application.terminate();
      application.await();
      return ledger;
    }
  }
}
