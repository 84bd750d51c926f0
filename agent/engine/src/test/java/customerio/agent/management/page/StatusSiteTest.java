package customerio.agent.management.page;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Seam;
import customerio.agent.config.EffectiveSetting;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.Waiting;
import customerio.agent.health.Concern;
import customerio.agent.health.Gravity;
import customerio.agent.management.page.ConnectivityProbe.Echo;
import customerio.agent.management.page.ConnectivityProbe.Place;
import customerio.agent.management.port.Answer;
import customerio.agent.management.port.Request;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import customerio.agent.telemetry.metrics.Metrics;
import customerio.agent.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusSiteTest {
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 7);
  private static final String CANARY = "canary@example.com";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final List<Concern> concerns = new ArrayList<>();
  private final List<DestinationState> destinations = new ArrayList<>();
  private final List<Place> called = new ArrayList<>();
  private final RecentEvents events = new RecentEvents(clock);
  private final Metrics metrics = Metrics.unexported(clock);
  private final Sources sources =
      new Sources(
          "1.2.3",
          () -> "async",
          clock,
          () -> concerns,
          () -> new Counters.Snapshot(1, 2, 3, 5, 6, 7, 8, 9, 10, 11),
          () -> new QueueState(43, 1_536, 3, clock.millis() - 41_200, 0, 0, 6, null, null, null),
          1 << 20,
          () -> destinations,
          () ->
              List.of(
                  new Seam.Counts("jdk", true, true, 5, 6, 7, 0),
                  new Seam.Counts("okhttp", true, false, 0, 0, 0, 0)),
          events,
          metrics.prometheus(),
          List.of(new EffectiveSetting("mode", "async", "default")));
  private Echo echo = new Echo(401, "", Duration.ofMillis(12));
  private boolean alive = true;
  private final StatusSite site =
      new StatusSite(
          sources,
          new ConnectivityProbe(
              () -> Stream.of(new Place(Api.TRACK, Region.US)),
              (place, timeout) -> {
                called.add(place);
                return echo;
              },
              clock),
          () -> alive);

  @ParameterizedTest
  @CsvSource({
    "UP,200,200,200",
    "DEGRADED,200,503,200",
    "PAUSED,200,503,200",
    "DOWN,503,503,503",
  })
  void status_isWhatMonitorsUnderstand(String word, int plain, int strict, int ready) {
    if (!word.equals("UP")) {
      concerns.add(new Concern("some-code", "", "why", Gravity.valueOf(word)));
    }

    assertThat(get("/health").status()).isEqualTo(plain);
    assertThat(get("/health?strict=true").status()).isEqualTo(strict);
    assertThat(get("/health/ready").status()).isEqualTo(ready);
    assertThat(get("/health/live").status()).isEqualTo(200);
    assertThat(body("/health")).startsWith("{\"status\":\"" + word + '"');
    assertThat(body("/health/ready"))
        .isEqualTo(
            word.equals("UP")
                ? "{\"status\":\"UP\"}"
                : "{\"status\":\"" + word + "\",\"reason\":\"some-code: why\"}");
  }

  @Test
  void document_isWhatThePortServes() {
    outage();

    assertThat(new StatusDocument(sources).text()).isEqualTo(body("/status.json"));
    assertThat(called).isEmpty();
  }

  @Test
  void live_isDownOnlyWhenARestartHelps() {
    assertThat(body("/health/live")).isEqualTo("{\"status\":\"UP\"}");

    alive = false;

    assertThat(get("/health/live").status()).isEqualTo(503);
    assertThat(body("/health/live")).isEqualTo("{\"status\":\"DOWN\"}");
  }

  @Test
  void health_showsEachPart() {
    outage();

    assertThat(body("/health"))
        .isEqualTo(
            """
            {"status":"DEGRADED","reason":"breaker-open track-us: it fails",\
            "version":"1.2.3","mode":"async","components":{\
            "delivery":{"status":"DEGRADED","reasons":["breaker-open track-us: it fails"],\
            "details":{"track-us":{"breaker":"open","pending":43,"peopleHeld":2,\
            "oldestAgeSeconds":41.2,"waitingFor":"Customer.io to answer again",\
            "lastSuccess":"2026-03-01T10:00:00Z","lastFailure":"2026-03-01T10:00:05Z",\
            "lastFailureKind":"status-503"},\
            "pipelines-eu":{"breaker":"closed","pending":0,"peopleHeld":0,"oldestAgeSeconds":0.0,\
            "waitingFor":"","lastSuccess":null,"lastFailure":null,"lastFailureKind":""}}},\
            "queue":{"status":"UP","details":{"depth":43,"bytes":1536,"limitBytes":1048576,\
            "oldestAgeSeconds":41.2,"deadLetters":3,"dropped":6}},\
            "credentials":{"status":"UP","details":{}},\
            "clients":{"status":"UP","details":{"jdk":{"answered":5,"relayed":6,"passed":7}}}}}\
            """);
  }

  @Test
  void statusJson_isTheHealthAndMore() {
    outage();
    events.dead(TRACK, null, operation(), "rejected: " + CANARY + " is bad");
    events.dead(null, null, null, "unreadable");

    String health = body("/health");
    assertThat(body("/status.json"))
        .isEqualTo(
            "{\"at\":\"2026-03-01T10:00:05Z\","
                + health.substring(1, health.length() - 1)
                + """
                ,"sinceStart":{"accepted":1,"deduplicated":2,"delivered":5,"requests":10,\
                "retried":7,"rejected":6,"relayed":3,"passedThrough":7,"silentlyDropped":9,\
                "suppressedFaults":11},\
                "recent":{"secondsPerPoint":5,"deliveredPerSecond":[\
                """
                + "0.0,".repeat(58)
                + """
                0.2],"slowestDeliverySeconds":[\
                """
                + "null,".repeat(58)
                + """
                0.25]},\
                "refusals":[{"at":"2026-03-01T10:00:05Z","kind":"","destination":"",\
                "reason":"unreadable"},\
                {"at":"2026-03-01T10:00:05Z","kind":"track.event","destination":"track-us",\
                "reason":"rejected"}],\
                "settings":[{"key":"mode","value":"async","source":"default"}]}\
                """);
  }

  @Test
  void health_asksNobodyUnlessItIsAskedTo() {
    for (int i = 0; i < 1_000; i++) {
      get("/health");
      get("/health/ready");
      get("/status.json");
    }
    assertThat(called).isEmpty();

    assertThat(body("/health?probe=true"))
        .contains(
            "\"connectivity\":{\"status\":\"UP\",\"details\":{\"ageSeconds\":0.0,"
                + "\"track-us\":{\"status\":401,\"failure\":\"\",\"millis\":12}}}");
    clock.jump(Duration.ofMillis(3_000));
    for (int i = 0; i < 1_000; i++) {
      get("/health?probe=true");
    }
    assertThat(body("/health?probe=true")).contains("\"ageSeconds\":3.0");
    assertThat(called).hasSize(1);
  }

  @Test
  void hostThatDoesNotAnswer_isAReason() {
    echo = new Echo(0, "connecting to track.customer.io timed out", Duration.ofSeconds(3));

    Answer answer = get("/health?probe");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .startsWith(
            "{\"status\":\"DEGRADED\","
                + "\"reason\":\"unreachable track-us: connecting to track.customer.io timed out\"")
        .contains("\"connectivity\":{\"status\":\"DEGRADED\"");
    assertThat(body("/health")).startsWith("{\"status\":\"UP\"");
  }

  @Test
  void metrics_areWhatPrometheusReads() {
    metrics.calls().fault();

    Answer answer = get("/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("\n# TYPE customerio_agent_faults_total counter\n", "_faults_total 1\n");
  }

  @ParameterizedTest
  @CsvSource({
    "breaker-open,delivery",
    "paused,delivery",
    "worker-dead,delivery",
    "queue-trouble,queue",
    "queue-drops,queue",
    "credential-refused,credentials",
    "region-mismatch,credentials",
    "client-passes-through,clients",
    "bridge-down,clients",
    "webhook-signature,other"
  })
  void concern_belongsToAPart(String code, String part) {
    concerns.add(new Concern(code, "", "why", Gravity.DEGRADED));

    assertThat(body("/health"))
        .contains('"' + part + "\":{\"status\":\"DEGRADED\",\"reasons\":[\"" + code + ": why\"]")
        .containsOnlyOnce("\"reasons\"");
  }

  @Test
  void thousandsOfDestinations_areFifty() {
    for (int i = 0; i < 2_000; i++) {
      destinations.add(state("track-us-" + i, BreakerState.CLOSED, Waiting.NOTHING, 0));
    }

    assertThat(body("/health")).contains("\"track-us-49\":{", "\"furtherDestinations\":1950}");
    assertThat(body("/health")).doesNotContain("track-us-50");
  }

  @Test
  void page_isSmallAndRunsNothingButItsOwnScript() {
    Answer page = get("/");

    assertThat(page.body().length).isLessThan(15 * 1024);
    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .doesNotContain("//cdn", "src=", "@import", "style=", "onclick", "innerHTML");
    assertThat(page.headers().get("Content-Security-Policy"))
        .matches(
            "default-src 'none'; connect-src 'self'; img-src data:; script-src"
                + " 'sha256-[\\w+/]{43}='; style-src 'sha256-[\\w+/]{43}='; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'");
  }

  @Test
  void otherPath_tellsWhatThereIs() {
    assertThat(get("/helth").status()).isEqualTo(404);
    assertThat(body("/helth")).startsWith("There is / /health ");
  }

  @Test
  void nothingOfAPersonOrAKey_isShownAnywhere() {
    outage();
    events.dead(TRACK, null, operation(), "rejected: " + CANARY);

    for (String path :
        List.of(
            "/",
            "/health",
            "/health?probe",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/status.json")) {
      assertThat(body(path)).doesNotContain("canary").doesNotContain("basic c2");
    }
  }

  private void outage() {
    concerns.add(new Concern("breaker-open", "track-us", "it fails", Gravity.DEGRADED));
    destinations.add(state("track-us", BreakerState.OPEN, Waiting.BREAKER, 43));
    destinations.add(
        new DestinationState(
            Api.PIPELINES,
            Region.EU,
            8,
            "pipelines-eu",
            0,
            0,
            Duration.ZERO,
            BreakerState.CLOSED,
            Waiting.NOTHING));
    events.delivered(TRACK, List.of(operation()));
    clock.jump(Duration.ofMillis(5_000));
    events.retried(TRACK, List.of(operation()), "status-503");
  }

  private static DestinationState state(
      String label, BreakerState breaker, Waiting waiting, int pending) {
    return new DestinationState(
        Api.TRACK, Region.US, 7, label, pending, 2, Duration.ofMillis(41_200), breaker, waiting);
  }

  private Operation operation() {
    return new Operation(
        "01JD5V00000000000000000001",
        clock.millis() - 250,
        Endpoint.TRACK_EVENT,
        Region.US,
        7,
        "POST",
        "/api/v1/customers/" + CANARY + "/events",
        "application/json",
        CANARY.getBytes(StandardCharsets.UTF_8),
        null);
  }

  private String body(String target) {
    return new String(get(target).body(), StandardCharsets.UTF_8);
  }

  private Answer get(String target) {
    int mark = target.indexOf('?');
    return site.answer(
        mark < 0
            ? new Request("GET", target, "", "localhost")
            : new Request("GET", target.substring(0, mark), target.substring(mark + 1), null));
  }
}
