package customerio.tests.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.Result;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application at full speed costs Customer.io a hundredth of the requests, and no call. */
class FlatOutIT {
  static final int CALLS = 100_000;
  private static final int SEQUENCES = CALLS / FlatOut.THREADS / FlatOut.PEOPLE_A_THREAD;

  /** Calls a second, 0 = as fast as it can; the result must not hang on the machine's speed. */
  private static final String PACE = System.getProperty("customerio.pace", "0");

  private static final Duration DRAINED = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void hundredThousandCalls_areAHundredthOfTheRequests_andEachArrivesOnce() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      simulator.faults().add(FaultRule.named("distance").latency(Duration.ofMillis(50)));
      URI base = simulator.uri(Family.TRACK, Region.US);
      try (AgentJvm application = application(base).start()) {
        long start = System.nanoTime();
        String said = application.awaitLine("said ");
        assertThat(said).startsWith("said " + CALLS + " in ");
        simulator.arrivals().awaitApplied(CALLS, DRAINED);
        long drained = (System.nanoTime() - start) / 1_000_000;
        long requests = simulator.stats().requests();
        System.out.printf(
            "FlatOutIT: %s ms, %d requests (1/%d), drained %d ms after the start%n",
            said, requests, CALLS / requests, drained);

        verify(simulator);
        assertThat(requests).isLessThanOrEqualTo(CALLS / 100);
      }
    }
  }

  private JvmCommand application(URI base) {
    return AgentJvm.of(FlatOut.class)
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "endpoint.track-us=" + base,
            "queue.dir=" + directory.resolve("queue"),
            // on a busy machine an answer may take long, and what is sent twice arrives twice
            "transport.request-timeout=60s")
        .arguments(base.toString(), Integer.toString(CALLS), PACE);
  }

  /** Each call arrived once, those about a person in order. */
  static void verify(Simulator simulator) {
    Map<String, List<Integer>> arrived = new HashMap<>();
    for (Arrival arrival : simulator.arrivals().all()) {
      assertThat(arrival.result()).isEqualTo(Result.APPLIED);
      arrived
          .computeIfAbsent(arrival.person(), person -> new ArrayList<>())
          .add(arrival.data().get("seq").asInt());
    }
    List<Integer> all = new ArrayList<>();
    int lastIdentify = 0;
    for (int sequence = 1; sequence <= SEQUENCES; sequence++) {
      all.add(sequence);
      lastIdentify = FlatOut.isIdentify(sequence) ? sequence : lastIdentify;
    }
    assertThat(arrived).hasSize(FlatOut.THREADS * FlatOut.PEOPLE_A_THREAD);
    assertThat(arrived.values()).allSatisfy(one -> assertThat(one).isEqualTo(all));
    for (int thread = 0; thread < FlatOut.THREADS; thread++) {
      for (int number = 0; number < FlatOut.PEOPLE_A_THREAD; number++) {
        PersonKey key = PersonKey.id(FlatOut.person(thread, number));
        assertThat(simulator.state().person(FlatOut.WORKSPACE, key).attributes().get("seq").asInt())
            .isEqualTo(lastIdentify);
      }
    }
  }
}
