package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.SendOutcome;
import customerio.agent.delivery.Waiting;
import customerio.agent.intake.PassReason;
import customerio.agent.queue.QueueState;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 7);

  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(10_500), ZoneOffset.UTC);
  private final Metrics metrics = Metrics.unexported(clock);

  @Test
  void counter_hasTypeHelpAndASuffix() throws IOException {
    metrics.calls().passed(Api.TRACK, PassReason.QUEUE_FULL);
    metrics.calls().passed(PassReason.OWN_WAY);

    assertThat(lines("customerio_agent_call_passed"))
        .startsWith(
            "# HELP customerio_agent_call_passed_total Calls that were left to the application's"
                + " own client",
            "# TYPE customerio_agent_call_passed_total counter")
        .contains(
            "customerio_agent_call_passed_total{customerio_agent_reason=\"queue_full\"} 1",
            "customerio_agent_call_passed_total{customerio_agent_reason=\"own_way\"} 1",
            "customerio_agent_call_passed_total{customerio_agent_reason=\"observed\"} 0");
  }

  @Test
  void histogram_hasCumulativeBucketsInItsUnit() throws IOException {
    metrics.deliveries().limited(TRACK, Duration.ZERO);
    metrics.deliveries().limited(TRACK, Duration.ofMillis(30));
    metrics.deliveries().limited(TRACK, Duration.ofMinutes(3));

    String labels = "{messaging_destination_name=\"customerio.track\"";
    String name = "customerio_agent_rate_limiter_wait_duration_seconds";
    assertThat(lines(name))
        .containsExactly(
            "# HELP " + name + " How long a request waits for its turn; most need not",
            "# TYPE " + name + " histogram",
            name + "_bucket" + labels + ",le=\"0\"} 1",
            name + "_bucket" + labels + ",le=\"0.005\"} 1",
            name + "_bucket" + labels + ",le=\"0.01\"} 1",
            name + "_bucket" + labels + ",le=\"0.05\"} 2",
            name + "_bucket" + labels + ",le=\"0.1\"} 2",
            name + "_bucket" + labels + ",le=\"0.5\"} 2",
            name + "_bucket" + labels + ",le=\"1\"} 2",
            name + "_bucket" + labels + ",le=\"5\"} 2",
            name + "_bucket" + labels + ",le=\"60\"} 2",
            name + "_bucket" + labels + ",le=\"+Inf\"} 3",
            name + "_sum" + labels + "} 180.03",
            name + "_count" + labels + "} 3");
  }

  @Test
  void absentAttribute_isNoLabel() throws IOException {
    metrics
        .deliveries()
        .sending(
            new DeliveryRequest(
                TRACK,
                List.of(),
                "GET",
                "/api/v1/accounts/region",
                "track.customer.io",
                443,
                0,
                1,
                URI.create("https://track.customer.io"),
                false,
                null))
        .ended(new SendOutcome(200, null, false, Duration.ofMillis(80)));

    assertThat(lines("http_client_request_duration_seconds_count"))
        .containsExactly(
            "http_client_request_duration_seconds_count{http_request_method=\"GET\","
                + "server_address=\"track.customer.io\",server_port=\"443\","
                + "http_response_status_code=\"200\",url_template=\"/api/v1/accounts/region\"} 1");
  }

  @Test
  void queueAndDestinations_areLookedAtWhenSomebodyReads() throws IOException {
    metrics.watch(
        () -> new QueueState(12, 4_096, 3, 8_000, 0, 0, 0, null, null, null),
        () ->
            List.of(
                state(BreakerState.OPEN, 1),
                state(BreakerState.OPEN, 2),
                state(BreakerState.CLOSED, 0)),
        1 << 20);

    String breaker =
        "customerio_agent_circuit_breaker_state{customerio_agent_circuit_breaker_name=\"track-us\","
            + "customerio_agent_circuit_breaker_state=";
    assertThat(text())
        .contains(
            "# TYPE customerio_agent_queue_size gauge\n"
                + "customerio_agent_queue_size{customerio_agent_queue_name=\"pending\"} 12\n"
                + "customerio_agent_queue_size{customerio_agent_queue_name=\"dead_letter\"} 3\n",
            "\ncustomerio_agent_queue_storage_usage_bytes 4096\n",
            "\ncustomerio_agent_queue_storage_limit_bytes 1048576\n",
            "\ncustomerio_agent_queue_oldest_message_age_seconds 2.5\n",
            "\ncustomerio_agent_person_held 3\n",
            breaker
                + "\"closed\"} 1\n"
                + breaker
                + "\"open\"} 2\n"
                + breaker
                + "\"half_open\"} 0\n");
  }

  @Test
  void emptyQueue_hasNoAge() throws IOException {
    metrics.watch(() -> new QueueState(0, 0, 0, 0, 0, 0, 0, null, null, null), List::of, 1);

    assertThat(text()).contains("customerio_agent_queue_oldest_message_age_seconds 0\n");
  }

  @Test
  void queueThatCannotBeLookedAt_costsItsOwnLinesAndIsCounted() throws IOException {
    metrics.watch(
        () -> {
          throw new IllegalStateException("person@example.com");
        },
        () -> List.of(state(BreakerState.OPEN, 1)),
        1);

    assertThat(text())
        .doesNotContain("customerio_agent_queue_size", "person@example.com")
        .contains("customerio_agent_person_held 1\n", "customerio_agent_faults_total 1\n");
  }

  /** An alert on an increase does not see a series that begins with 1. */
  @Test
  void losses_areZerosBeforeTheFirst() throws IOException {
    String track = "messaging_destination_name=\"customerio.track\"";
    String pipelines = "messaging_destination_name=\"customerio.pipelines\"";

    assertThat(lines("customerio_agent_message_processed_total{"))
        .containsExactlyInAnyOrder(
            processed(track),
            processed(track + ",error_type=\"exhausted\""),
            processed(track + ",error_type=\"expired\""),
            processed(track + ",error_type=\"misconfigured\""),
            processed(track + ",error_type=\"other\""),
            processed(track + ",error_type=\"oversize\""),
            processed(track + ",error_type=\"rejected\""),
            processed(track + ",error_type=\"unreadable\""),
            processed(pipelines),
            processed(pipelines + ",error_type=\"exhausted\""),
            processed(pipelines + ",error_type=\"expired\""),
            processed(pipelines + ",error_type=\"misconfigured\""),
            processed(pipelines + ",error_type=\"other\""),
            processed(pipelines + ",error_type=\"oversize\""),
            processed(pipelines + ",error_type=\"rejected\""),
            processed(pipelines + ",error_type=\"unreadable\""),
            processed("error_type=\"queue_full\""),
            processed("error_type=\"unreadable\""));
  }

  private static String processed(String labels) {
    return "customerio_agent_message_processed_total{" + labels + "} 0";
  }

  private static DestinationState state(BreakerState breaker, int held) {
    return new DestinationState(
        Api.TRACK, Region.US, 7, "track-us", 1, held, Duration.ZERO, breaker, Waiting.NOTHING);
  }

  /** Those about a metric. */
  private List<String> lines(String name) throws IOException {
    return text()
        .lines()
        .filter(line -> line.replaceFirst("# [A-Z]+ ", "").startsWith(name))
        .toList();
  }

  private String text() throws IOException {
    StringBuilder text = new StringBuilder();
    metrics.prometheus().write(text);
    return text.toString();
  }
}
