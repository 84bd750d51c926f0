package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.SendOutcome;
import customerio.agent.delivery.Waiting;
import customerio.agent.queue.QueueState;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever applications, people and servers say: few series, and none of it in their names. */
class BoundednessTest {
  private static final String CANARY = "canary";

  /** Label values that a server or the settings decide, apart from those of the catalogue. */
  private static final Set<String> KNOWN =
      Set.of("true", "track.example", "443", "timeout", "no_answer");

  @Test
  void everyEndpointDestinationAndOutcome_staysBelowTheBound() throws IOException {
    Metrics metrics = Metrics.unexported(Clock.systemUTC());
    new Everything(metrics, List.of("GET", "POST", "PUT", "DELETE", "BREW")).happen();

    assertThat(series(metrics)).isLessThanOrEqualTo(Metric.MOST_SERIES).isGreaterThan(150);
  }

  @Test
  void tenThousandDifferentWords_makeNoMoreSeriesThanOne() throws IOException {
    Metrics once = Metrics.unexported(Clock.systemUTC());
    new Everything(once, List.of("a")).happen();
    Metrics often = Metrics.unexported(Clock.systemUTC());
    new Everything(often, IntStream.range(0, 100).mapToObj(i -> CANARY + i).toList()).happen();

    assertThat(series(often)).isEqualTo(series(once));
  }

  /** One client, one API, all well: what somebody who opens the page has to read. */
  @Test
  void ordinaryApplication_hasFewerThanTwoHundredLines() throws IOException {
    Metrics metrics = Metrics.unexported(Clock.systemUTC());
    Destination track = new Destination(Api.TRACK, Region.US, 7);
    metrics.watch(
        () -> new QueueState(0, 0, 0, 0, 0, 0, 0, null, null, null),
        () ->
            List.of(
                new DestinationState(
                    Api.TRACK,
                    Region.US,
                    7,
                    "track-us",
                    0,
                    0,
                    Duration.ZERO,
                    BreakerState.CLOSED,
                    Waiting.NOTHING)),
        1);
    metrics.calls().queued(Api.TRACK);
    metrics.calls().intercepted("okhttp", true, 20_000);
    metrics.deliveries().limited(track, Duration.ZERO);
    metrics
        .deliveries()
        .sending(batch(track))
        .ended(new SendOutcome(200, null, false, Duration.ofMillis(80)));
    metrics
        .deliveries()
        .concluded(new Conclusion(track, 1, 1, Duration.ofMillis(80), Conclusion.Outcome.TAKEN));
    metrics.deliveries().delivered(track, batch(track).operations());

    assertThat(PrometheusLines.of(text(metrics))).hasSizeBetween(150, 199);
  }

  private static DeliveryRequest batch(Destination destination) {
    Operation operation =
        new Operation(
            "id", 0, Endpoint.TRACK_IDENTIFY, Region.US, 7, "PUT", "/", null, new byte[0], null);
    return new DeliveryRequest(
        destination,
        List.of(operation),
        "POST",
        "/api/v2/batch",
        "track.customer.io",
        443,
        9,
        1,
        URI.create("https://track.customer.io"),
        false,
        null);
  }

  @Property(tries = 50)
  void whatApplicationsSay_isInNoPartOfTheText(@ForAll("hostile") String word) throws IOException {
    Metrics metrics = Metrics.unexported(Clock.systemUTC());
    new Everything(metrics, List.of(word)).happen();

    String text = text(metrics);

    assertThat(text).doesNotContainIgnoringCase(CANARY).doesNotContain("\r");
    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{.*\\})? [0-9.E-]+"));
  }

  /** Every value of a label is one of the catalogue, or of a kind that is known to be harmless. */
  @Test
  void labels_haveValuesOfTheCatalogue() throws IOException {
    Metrics metrics = Metrics.unexported(Clock.systemUTC());
    new Everything(metrics, List.of(CANARY)).happen();
    Set<String> listed =
        Arrays.stream(Metric.values())
            .flatMap(metric -> metric.dimensions().stream())
            .flatMap(dimension -> dimension.values().stream())
            .collect(Collectors.toSet());
    Set<String> templates =
        Arrays.stream(Endpoint.values())
            .map(customerio.agent.customerio.Endpoint::template)
            .collect(Collectors.toSet());
    Set<String> clients = Set.of("jdk", "okhttp", "apache4", "apache5", "urlconnection");

    assertThat(PrometheusLines.of(text(metrics)))
        .flatExtracting(line -> line.labels().entrySet())
        .allMatch(
            label ->
                label.getKey().equals("le")
                    || listed.contains(label.getValue())
                    || templates.contains(label.getValue())
                    || clients.contains(label.getValue())
                    || KNOWN.contains(label.getValue())
                    || label.getValue().matches("[1-5]\\d\\d"));
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.strings()
        .withChars('"', '\\', '\n', '\r', '{', '}', '=', ',', '#', '@', ' ', 'é', ':', '\u2028')
        .ofMaxLength(12)
        .map(letters -> letters + CANARY + letters);
  }

  private static long series(Metrics metrics) throws IOException {
    return PrometheusLines.of(text(metrics)).stream()
        .filter(PrometheusLines.Line::isSeries)
        .count();
  }

  private static String text(Metrics metrics) throws IOException {
    StringBuilder text = new StringBuilder();
    metrics.prometheus().write(text);
    return text.toString();
  }
}
