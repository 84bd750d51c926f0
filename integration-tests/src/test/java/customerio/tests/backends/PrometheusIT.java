package customerio.tests.backends;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.tests.page.PortOf;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes an application whose Customer.io is well, fails, and is well again. */
class PrometheusIT {
  private static final int ROUNDS = 3;

  /** The profile is told once; later rounds repeat it. */
  private static final int DELIVERED_FIRST = 1;

  private static final int WAITING = 3;

  /** As long as the test at least: what was counted once is still in it at the end. */
  private static final String RATE_INTERVAL = "10m";

  private static final Pattern THRESHOLD = Pattern.compile(" > [0-9.]+$");

  /**
   * By panel and query: the labels of each series, and whether its value is 0 or more. What was
   * counted once has no rate: an increase is one from a value that Prometheus has seen.
   */
  private static final Map<String, List<String>> IN_AN_OUTAGE =
      Map.ofEntries(
          entry("Oldest operation that waits A", List.of("{instance=app} more")),
          entry(
              "Operations in the queue A",
              List.of(
                  "{customerio_agent_queue_name=dead_letter} more",
                  "{customerio_agent_queue_name=pending} more")),
          entry("What becomes of operations A", List.of("{} more")),
          entry("What becomes of operations B", List.of("{} more")),
          entry(
              "What becomes of operations C",
              List.of(
                  "{error_type=exhausted} 0",
                  "{error_type=expired} 0",
                  "{error_type=misconfigured} 0",
                  "{error_type=other} 0",
                  "{error_type=oversize} 0",
                  "{error_type=queue_full} 0",
                  "{error_type=rejected} more",
                  "{error_type=unreadable} 0")),
          entry("Delivery delay A", List.of("{} more")),
          entry("Delivery delay B", List.of("{} more")),
          entry("Delivery delay C", List.of("{} more")),
          entry(
              "Circuit breakers A",
              List.of("{customerio_agent_circuit_breaker_name=track-us, instance=app} more")),
          entry(
              "Attempts by status A",
              List.of(
                  "{http_response_status_code=200} more",
                  "{http_response_status_code=400} 0",
                  "{http_response_status_code=503} more")),
          entry("Attempts by status B", List.of("{error_type=no_answer} more")),
          entry("Operations per request A", List.of("{} more")),
          entry("Operations per request B", List.of("{} more")),
          entry(
              "Time added to the application's thread A",
              List.of(
                  "{customerio_agent_client=jdk} more",
                  "{customerio_agent_client=urlconnection} more")),
          entry(
              "Time added to the application's thread B",
              List.of(
                  "{customerio_agent_client=jdk} more",
                  "{customerio_agent_client=urlconnection} more")));

  private static final Map<String, List<String>> AFTER_IT =
      with(
          IN_AN_OUTAGE,
          Map.of(
              "Oldest operation that waits A",
              List.of("{instance=app} 0"),
              "Operations in the queue A",
              List.of(
                  "{customerio_agent_queue_name=dead_letter} more",
                  "{customerio_agent_queue_name=pending} 0"),
              "Circuit breakers A",
              List.of("{customerio_agent_circuit_breaker_name=track-us, instance=app} 0")));

  private static final String DEAD_LETTERS =
      "{__name__=customerio_agent_queue_size, customerio_agent_queue_name=dead_letter,"
          + " instance=app, job=customerio-agent} more";

  /** What fires, whatever the patience of the alert. */
  private static final Map<String, List<String>> ALERTS_IN_AN_OUTAGE =
      Map.of(
          "CustomerioAgentDropsOperations",
          List.of(),
          "CustomerioAgentDeliversLate",
          List.of(),
          "CustomerioAgentBreakerOpen",
          List.of(
              "{customerio_agent_circuit_breaker_name=track-us, instance=app,"
                  + " job=customerio-agent} more"),
          "CustomerioAgentDiskAlmostFull",
          List.of(),
          "CustomerioAgentDeadLetters",
          List.of(DEAD_LETTERS));

  private static final Map<String, List<String>> ALERTS_AFTER_IT =
      with(ALERTS_IN_AN_OUTAGE, Map.of("CustomerioAgentBreakerOpen", List.of()));

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private String instance;

  @BeforeAll
  static void needsPrometheus() {
    Installed.prometheusOrSkip();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void everyPanelAndEveryAlert_showsAnOutageAndItsEnd() throws Exception {
    try (RunningApplication application = start()) {
      PortOf port = PortOf.awaited(application.jvm());
      instance = port.root().getAuthority();
      try (PrometheusServer prometheus =
          PrometheusServer.start(Files.createDirectory(directory.resolve("tsdb")), instance)) {
        prometheus.awaitScrape();
        isWell(application, prometheus);
        refuseOne(application);
        fails(application, prometheus);

        shows(prometheus, IN_AN_OUTAGE);
        fires(prometheus, ALERTS_IN_AN_OUTAGE);
        assertThat(
                prometheus.awaits(
                    "customerio_agent_queue_size{customerio_agent_queue_name=\"pending\"}",
                    values -> !values.isEmpty()))
            .containsValue((double) WAITING);
        nothingIsShownOfInstancesThatNobodyChose(prometheus);
        assertThat(Promtool.says(directory, port.get("/metrics").body(), "check", "metrics"))
            .isEqualTo("exit 0: ");

        simulator.faults().clear();
        simulator.accept(Family.TRACK, Region.US);
        application.awaits("mbean Delivered", String.valueOf(DELIVERED_FIRST + ROUNDS + WAITING));
        shows(prometheus, AFTER_IT);
        fires(prometheus, ALERTS_AFTER_IT);
      }
    }
  }

  /** In rounds, for an increase is one only from a value that was scraped. */
  private void isWell(RunningApplication application, PrometheusServer prometheus)
      throws Exception {
    application.does("event 5 0"); // the first of a credential waits for its answer
    for (int round = 1; round <= ROUNDS; round++) {
      application.does("identify 6 1");
      application.does("event 5 " + round);
      application.awaits("mbean Delivered", String.valueOf(DELIVERED_FIRST + round));
      prometheus.awaitScrape();
    }
  }

  private void refuseOne(RunningApplication application) throws Exception {
    simulator
        .faults()
        .add(FaultRule.named("bad").poison(new Poison("said", null, BatchStyle.MULTI_STATUS)));
    application.does("event 5 100");
    application.awaits("mbean DeadLetters", "1");
    simulator.faults().clear();
  }

  /** First it answers 503, then it does not answer at all. */
  private void fails(RunningApplication application, PrometheusServer prometheus) throws Exception {
    simulator.faults().add(FaultRule.named("outage").status(503));
    for (int seq = 0; seq < WAITING; seq++) {
      application.does("event 5 " + (200 + seq));
    }
    awaitRising(prometheus, "http_response_status_code=\"503\"");
    simulator.refuse(Family.TRACK, Region.US);
    awaitRising(prometheus, "error_type=\"no_answer\"");
  }

  private static void awaitRising(PrometheusServer prometheus, String attempts) throws Exception {
    String rate = "rate(http_client_request_duration_seconds_count{" + attempts + "}[1m]) > 0";
    assertThat(prometheus.awaits(rate, values -> !values.isEmpty())).as(attempts).isNotEmpty();
  }

  private void shows(PrometheusServer prometheus, Map<String, List<String>> expected)
      throws Exception {
    Map<String, List<String>> shown = new TreeMap<>();
    for (var query : queries(Pattern.quote(instance)).entrySet()) {
      List<String> wanted = expected.get(query.getKey());
      shown.put(
          query.getKey(),
          described(
              prometheus.awaits(query.getValue(), values -> described(values).equals(wanted))));
    }
    assertThat(shown).isEqualTo(new TreeMap<>(expected));
  }

  private void fires(PrometheusServer prometheus, Map<String, List<String>> expected)
      throws Exception {
    Map<String, List<String>> fired = new TreeMap<>();
    for (JsonNode alert : prometheus.alerts()) {
      String name = alert.get("name").asText();
      String query = alert.get("query").asText();
      assertThat(alert.get("health").asText()).as(name).isEqualTo("ok");
      // there is something to compare, also where it is no reason for an alert
      assertThat(query).containsPattern(THRESHOLD);
      assertThat(
              prometheus.awaits(
                  THRESHOLD.matcher(query).replaceFirst(""), values -> !values.isEmpty()))
          .as(name)
          .isNotEmpty();
      List<String> wanted = expected.get(name);
      fired.put(
          name, described(prometheus.awaits(query, values -> described(values).equals(wanted))));
    }
    assertThat(fired).isEqualTo(new TreeMap<>(expected));
  }

  private void nothingIsShownOfInstancesThatNobodyChose(PrometheusServer prometheus)
      throws Exception {
    for (var query : queries("of somebody else").entrySet()) {
      assertThat(prometheus.query(query.getValue())).as(query.getKey()).isEmpty();
    }
  }

  private static Map<String, String> queries(String chosen) throws Exception {
    // as in a string of PromQL
    return Dashboard.read().queries(chosen.replace("\\", "\\\\"), RATE_INTERVAL);
  }

  private List<String> described(Map<Map<String, String>, Double> values) {
    return values.entrySet().stream()
        .map(series -> (series.getKey() + " " + amount(series.getValue())).replace(instance, "app"))
        .sorted()
        .toList();
  }

  private static String amount(double value) {
    return value > 0 && !Double.isInfinite(value) ? "more" : value == 0 ? "0" : "" + value;
  }

  private static Map<String, List<String>> with(
      Map<String, List<String>> these, Map<String, List<String>> others) {
    Map<String, List<String>> all = new HashMap<>(these);
    all.putAll(others);
    return Map.copyOf(all);
  }

  private RunningApplication start() throws InterruptedException {
    return RunningApplication.start(
        Caller.class,
        simulator,
        directory.resolve("queue"),
        "health.port=0",
        "dedup.identify.window=5m",
        "retry.max-attempts=1",
        "breaker.failure-threshold=1",
        "breaker.success-threshold=1",
        "breaker.open-duration=1s",
        "breaker.max-open-duration=1s");
  }
}
