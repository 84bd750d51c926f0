package customerio.tests.resubmit;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.StatusFault;
import customerio.simulator.state.Result;
import customerio.tests.whole.RunningApplication;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients say again by themselves, or loops around them, never becomes two events. */
class ResubmitIT {
  private static final List<String> CLIENTS = List.of("jdk", "urlconnection", "okhttp", "feign");

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** On the first call of a credential the application's client is the closest to the wire. */
  @Test
  void firstCalls_whateverCustomerioDoes_areOneEvent() throws Exception {
    Map<String, FaultRule> weathers = new LinkedHashMap<>();
    weathers.put("408", FaultRule.named("w").status(408));
    weathers.put("421", FaultRule.named("w").status(421));
    weathers.put("429", FaultRule.named("w").status(429));
    weathers.put("503", FaultRule.named("w").status(new StatusFault(503, "0", null)));
    weathers.put("reset", FaultRule.named("w").cut(Cut.RESET_BEFORE));
    weathers.put("lost", FaultRule.named("w").cut(Cut.RESET_AFTER));
    Map<String, String> answers = new TreeMap<>();
    Map<String, String> expected = new TreeMap<>();
    try (RunningApplication application = start("retry.max-attempts=1")) {
      for (Map.Entry<String, FaultRule> weather : weathers.entrySet()) {
        for (String client : CLIENTS) {
          String person = client + '-' + weather.getKey();
          simulator.faults().add(weather.getValue().path("/customers/").times(1));
          answers.put(person, application.does(client + ' ' + person + ' ' + person));
          simulator.faults().clear();
          // or what is delivered again meets the weather of the next
          application.awaits("bean Pending", "0");
          expected.put(person, weather.getKey().equals("421") ? "421" : "200");
        }
      }
    }

    assertThat(answers).isEqualTo(expected);
    assertThat(eventsByPerson())
        .isEqualTo(counts(expected.keySet().stream().filter(person -> !person.endsWith("-421"))));
  }

  /** The caller is told of a timeout, and its event arrives a little later. */
  @Test
  void slowDeliveries_inSync_areOneEvent() throws Exception {
    List<String> clients = new ArrayList<>(CLIENTS);
    clients.add("impatient");
    Map<String, String> answers = new TreeMap<>();
    try (RunningApplication application =
        start(
            "mode=sync",
            "sync.on-outage=error",
            "sync.timeout=1s",
            "transport.request-timeout=20s")) {
      application.does("jdk shop proof");
      for (String client : clients) {
        simulator
            .faults()
            .add(
                FaultRule.named("slow")
                    .path("/customers/")
                    .times(1)
                    .latency(Duration.ofSeconds(2)));
        answers.put(client, application.does(client + " shop " + client));
        application.awaits("bean Pending", "0");
      }
    }

    assertThat(answers)
        .isEqualTo(
            Map.of(
                "jdk", "failed",
                "urlconnection", "failed",
                "okhttp", "failed",
                "feign", "200",
                "impatient", "200"));
    assertThat(eventsByPerson())
        .isEqualTo(counts(Stream.concat(clients.stream(), Stream.of("proof"))));
  }

  private Map<String, Long> eventsByPerson() {
    Map<String, Long> events = new TreeMap<>();
    simulator.arrivals().all().stream()
        .filter(arrival -> arrival.kind().equals("event") && arrival.result() == Result.APPLIED)
        .forEach(arrival -> events.merge(arrival.person().replace("id:", ""), 1L, Long::sum));
    return events;
  }

  private static Map<String, Long> counts(Stream<String> people) {
    Map<String, Long> counts = new TreeMap<>();
    people.forEach(person -> counts.put(person, 1L));
    return counts;
  }

  private RunningApplication start(String... settings) throws Exception {
    URI base = simulator.uri(Family.TRACK, Region.US);
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("hosts.extra=track-us=" + base.getAuthority());
    all.add("region.check=false");
    all.add("breaker.failure-threshold=1000");
    all.add("queue.dir=" + directory.resolve("queue"));
    return RunningApplication.of(
        AgentJvm.of(RetryingCaller.class)
            .classPath(jars("okhttp-4.12.0"))
            .classPath(jars("feign-13.12"))
            .agent(AgentJar.built(), all.toArray(String[]::new))
            .arguments(base.toString())
            .start());
  }

  private static Path[] jars(String client) throws Exception {
    try (Stream<Path> jars = Files.list(Path.of("../clients/target/jars", client))) {
      return jars.map(Path::toAbsolutePath).toArray(Path[]::new);
    }
  }
}
