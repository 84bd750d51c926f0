package customerio.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.jvm.Patience;
import customerio.simulator.Simulator;
import customerio.tests.contract.webhooks.Beans;
import customerio.tests.crash.Ledger;
import customerio.tests.crash.SteadyCaller;
import customerio.tests.crash.Weather;
import customerio.tests.soak.app.Deployments;
import customerio.tests.soak.app.Held;
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
 * An hour of applications that come and go in one server, each with a client of its own, in all
 * weathers. What is promised arrives, and the server holds no more at the end than soon after its
 * start.
 */
@EnabledIfSystemProperty(named = "client-soak.minutes", matches = "\\d+")
class ClientSoakIT {
  private static final long NANOS =
      TimeUnit.MINUTES.toNanos(Integer.getInteger("client-soak.minutes", 0));
  private static final long SEED = Long.getLong("customerio.seed", System.nanoTime());
  private static final Duration DRAINED = Duration.ofMinutes(10);

  /** Not a measure of anything: on a machine with much else to do, half a minute takes two. */
  private static final Duration ROUND = Duration.ofMinutes(15);

  /** Of each application in each round, twice. */
  private static final int CALLS = 100;

  private static final int PAUSE_MILLIS = Integer.getInteger("client-soak.pause", 30);

  /** By then classes are loaded, pools are filled and most weathers' ways have been gone. */
  private static final int WARM = 8;

  /** How many rounds are looked at before, and after. */
  private static final int LOOK = 12;

  /** What the last rounds may hold more than the first. */
  private static final Held SLACK = new Held(3 << 20, 4, 4, 100, 0);

  @TempDir Path directory;
  private final Random random = new Random(SEED);

  @Test
  void clientsThatComeAndGo_leaveNothing() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("said"));
    try (Simulator simulator = Simulator.start();
        AgentJvm server = Server.command(simulator, directory, logs, CALLS, PAUSE_MILLIS).start()) {
      // whoever looks in, at whatever time, has RMI in there: 297 classes and its threads
      try (Beans beans = Beans.of(server.pid())) {
        leaveNothing(simulator, server, beans, logs);
      }
      server.endInput();
      assertThat(server.await().exitCode()).isZero();
      assertThat(logs.resolve(Deployments.FAILURES)).doesNotExist();
    }
  }

  private void leaveNothing(Simulator simulator, AgentJvm server, Beans beans, Path logs)
      throws Exception {
    List<Held> held = rounds(simulator, server, logs);
    Ledger ledger = new Ledger(simulator, logs, "seed " + SEED);
    Held before = Held.least(held.subList(WARM, WARM + LOOK));
    Held after = Held.least(held.subList(held.size() - LOOK, held.size()));
    System.out.printf(
        "ClientSoakIT: seed %d, %d rounds, %s; least held: %s, then %s%n",
        SEED, held.size(), ledger.verify(), before, after);
    faultless(beans, ledger.promised());
    assertThat(after.isWithin(before, SLACK)).as("%s, then %s", before, after).isTrue();
    server.tell("undeploy");
    assertThat(server.awaitLine("still there: ", ROUND)).isEqualTo("still there: 0");
    assertThat(beans.live("customerio.agent.instrumentation.weaving.BridgeClassLoader")).isZero();
  }

  private List<Held> rounds(Simulator simulator, AgentJvm server, Path logs) throws Exception {
    long start = System.nanoTime();
    List<Held> held = new ArrayList<>();
    while (held.size() < WARM + 2 * LOOK || System.nanoTime() - start < NANOS) {
      if (!held.isEmpty()) { // the first call of a credential waits for Customer.io
        Weather.any(random).come(simulator, random);
      }
      server.tell("again");
      server.awaitLine("said in round " + (held.size() + 1), ROUND);
      Weather.FINE.come(simulator, random);
      new Ledger(simulator, logs, "seed " + SEED).awaitAll(DRAINED);
      String question = "held after round " + (held.size() + 1);
      server.tell(question);
      String answer = server.awaitLine(question + " = ", ROUND);
      System.out.println(answer);
      held.add(Held.parse(answer.substring(question.length() + 3)));
    }
    return held;
  }

  /** All but the first calls of the two credentials, which the threads make at the same time. */
  private static void faultless(Beans beans, long promised) throws Exception {
    assertThat(beans.get("Agent", "SuppressedFaults")).isEqualTo(0L);
    assertThat(beans.get("Agent", "PassedThrough")).isEqualTo(0L);
    assertThat((Long) beans.get("Agent", "Relayed")).isBetween(2L, SteadyCaller.THREADS + 1L);
    assertThat(beans.get("Agent", "Accepted")).isEqualTo(promised);
    // what has arrived is counted a moment later
    assertThat(
            Patience.until(() -> beans.get("Agent", "Delivered"), count -> count.equals(promised)))
        .isEqualTo(promised);
    assertThat(beans.get("Agent", "Dropped")).isEqualTo(0L);
  }
}
