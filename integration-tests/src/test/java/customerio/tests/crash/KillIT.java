package customerio.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.Result;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P3, P4 and P5 over {@code kill -9}: at random moments, healthy, in an outage, while it drains.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("customerio.kills", 20);
  private static final long SEED = Long.getLong("customerio.seed", System.nanoTime());
  private static final Duration DRAINED = Duration.ofSeconds(90);

  @TempDir Path directory;
  private final Random random = new Random(SEED);

  @Test
  void whatWasAnswered_arrivesOnceAndInOrder_whateverKillsTheProcess() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("said"));
    try (Simulator simulator = Simulator.start()) {
      simulator.faults().add(FaultRule.named("latency").latency(Duration.ofMillis(20)));
      URI base = simulator.uri(Family.TRACK, Region.US);
      for (int kill = 0; kill < KILLS; kill++) {
        disturb(simulator);
        try (AgentJvm application = application(base, logs, 0).start()) {
          application.awaitLine("answered " + 20 * (1 + random.nextInt(40)));
          application.kill();
        }
      }
      simulator.faults().remove("outage");
      try (AgentJvm application = application(base, logs, 4 * 6 * 3).start()) {
        application.awaitLine("said ");
        Set<SaidLog.Word> promised = new HashSet<>(SaidLog.answered(logs));
        awaitAll(simulator, promised);
        verify(simulator.arrivals().all(), promised);
      }
    }
  }

  private void disturb(Simulator simulator) {
    simulator.faults().remove("outage");
    switch (random.nextInt(4)) {
      case 0 -> simulator.faults().add(FaultRule.named("outage").status(503));
      case 1 ->
          simulator.faults().add(FaultRule.named("outage").cut(Cut.RESET_AFTER).share(0.3, SEED));
      case 2 ->
          simulator.faults().add(FaultRule.named("outage").cut(Cut.HANG_BEFORE).share(0.2, SEED));
      default -> {
        // healthy
      }
    }
  }

  private JvmCommand application(URI base, Path logs, int calls) {
    return AgentJvm.of(SteadyCaller.class)
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "endpoint.track-us=" + base,
            "queue.dir=" + directory.resolve("queue"),
            // an outage of a test is over in seconds
            "breaker.open-duration=300ms",
            "breaker.max-open-duration=1s",
            "hold.base-delay=300ms",
            "hold.max-delay=1s",
            "transport.request-timeout=2s")
        .arguments(base.toString(), logs.toString(), Integer.toString(calls));
  }

  private static void awaitAll(Simulator simulator, Set<SaidLog.Word> promised) {
    Set<SaidLog.Word> missing = new HashSet<>(promised);
    try {
      simulator
          .arrivals()
          .await(promised.size(), arrival -> missing.remove(word(arrival)), DRAINED);
    } catch (AssertionError notAll) {
      throw new AssertionError(
          "seed " + SEED + ": lost " + missing.size() + " of " + promised.size() + ": " + missing,
          notAll);
    }
  }

  private static void verify(List<Arrival> arrivals, Set<SaidLog.Word> promised) {
    Map<SaidLog.Word, Integer> eventsApplied = new HashMap<>();
    Map<String, Long> latest = new HashMap<>();
    Set<SaidLog.Word> seen = new HashSet<>();
    for (Arrival arrival : arrivals) {
      SaidLog.Word word = word(arrival);
      if (arrival.result() == Result.APPLIED && arrival.kind().equals("event")) {
        eventsApplied.merge(word, 1, Integer::sum);
      }
      if (seen.add(word)) {
        Long before = latest.put(word.person(), word.seq());
        assertThat(before == null || before < word.seq())
            .as("seed %d: %s came after %s", SEED, word, before)
            .isTrue();
      }
    }
    assertThat(seen).as("seed %d: lost", SEED).containsAll(promised);
    assertThat(eventsApplied.values()).as("seed %d: events twice", SEED).containsOnly(1);
    System.out.printf(
        "KillIT: seed %d, %d kills, %d promised, 0 lost, 0 twice, 0 out of order%n",
        SEED, KILLS, promised.size());
  }

  private static SaidLog.Word word(Arrival arrival) {
    return new SaidLog.Word(
        arrival.person().substring("id:".length()), arrival.data().get("seq").asLong());
  }
}
