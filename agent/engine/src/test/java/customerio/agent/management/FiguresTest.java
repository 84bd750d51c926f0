package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Allowance;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.SendOutcome;
import customerio.agent.delivery.Waiting;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the beans of a destination and its breaker say of what has happened. */
class FiguresTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 7);

  private final Figures figures =
      new Figures(Clock.fixed(NOW, ZoneOffset.UTC), new NewsDesk(Clock.fixed(NOW, ZoneOffset.UTC)));
  private final DestinationBean bean =
      new DestinationBean(
          FiguresTest::state, () -> new Allowance(500, Duration.ZERO), figures.of(TRACK));

  @Test
  void exchanges_areCountedByWhatWasAnswered() {
    for (int status : new int[] {200, 404, 401, 429, 500, 503, 503}) {
      ends(1, status, 10);
    }
    ends(2, 0, 10_000);

    assertThat(
            List.of(
                bean.getRequests(),
                bean.getRepeatedRequests(),
                bean.getAnswers4xx(),
                bean.getAnswers429(),
                bean.getAnswers5xx(),
                bean.getUnanswered()))
        .isEqualTo(List.of(8L, 1L, 2L, 1L, 3L, 1L));
    assertThat(
            List.of(
                bean.getServer(),
                bean.getLastSuccessTime(),
                bean.getLastErrorTime(),
                bean.getLastErrorType()))
        .isEqualTo(
            List.of(
                "track.customer.io:443",
                "2026-03-01T10:00:00Z",
                "2026-03-01T10:00:00Z",
                "no_answer"));
    assertThat(bean.getLatencyP99Seconds())
        .as("what was not answered has no latency")
        .isEqualTo(0.01);
  }

  @Test
  void nothingHappened_isEmptyAndZero() {
    assertThat(
            List.of(
                bean.getServer(),
                bean.getLastSuccessTime(),
                bean.getLastErrorTime(),
                bean.getLastErrorType()))
        .isEqualTo(List.of("", "", "", ""));
    assertThat(bean.getLatencyP50Seconds()).isZero();
  }

  @Test
  void delivered_isCountedAndDated() {
    figures.delivered(TRACK, List.of(said(250), said(500)));
    figures.dead(TRACK, null, null, "rejected: x");

    assertThat(bean.getDelivered()).isEqualTo(2);
    assertThat(bean.getDeadLetters()).isEqualTo(1);
    assertThat(figures.delays.seconds(50)).isEqualTo(0.25);
    assertThat(figures.delays.seconds(99)).isEqualTo(0.5);
  }

  @Test
  void breaker_tellsWhenItChangedAndWhomItTurnedAway() {
    CircuitBreakerBean breaker =
        new CircuitBreakerBean(
            FiguresTest::state,
            () -> new Allowance(1, Duration.ofMillis(1_500)),
            figures.of(TRACK),
            () -> {});
    assertThat(breaker.getStateChangedTime()).isEmpty();

    figures.breakerChanged(TRACK, BreakerState.CLOSED, BreakerState.OPEN);
    figures.turnedAway(TRACK);

    assertThat(breaker.getStateChangedTime()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(List.of(breaker.getStateChanges(), breaker.getRejectedCalls()))
        .isEqualTo(List.of(1L, 1L));
    assertThat(breaker.getSecondsUntilNextTry()).isEqualTo(1.5);
  }

  /** The users of such an application bring their own keys. */
  @Test
  void destinationsWithoutEnd_shareTheLastFigures() {
    DestinationFigures last = null;
    for (int key = 8; key < 5_000; key++) {
      last = figures.of(new Destination(Api.TRACK, Region.US, key));
    }

    assertThat(figures.of(new Destination(Api.TRACK, Region.US, 9_999))).isSameAs(last);
    assertThat(figures.of(TRACK)).isNotSameAs(last);
  }

  private void ends(int attempt, int status, long millis) {
    DeliveryRequest request =
        new DeliveryRequest(
            TRACK,
            List.of(),
            "PUT",
            "/api/v1/customers/{identifier}",
            "track.customer.io",
            443,
            10,
            attempt,
            URI.create("https://track.customer.io"),
            false,
            null);
    figures.sending(request).ended(new SendOutcome(status, null, false, Duration.ofMillis(millis)));
  }

  private static Operation said(long millisAgo) {
    return new Operation(
        "01JD5V00000000000000000001",
        NOW.toEpochMilli() - millisAgo,
        Endpoint.TRACK_EVENT,
        Region.US,
        7,
        "POST",
        "/api/v1/customers/5/events",
        "application/json",
        new byte[0],
        null);
  }

  private static DestinationState state() {
    return new DestinationState(
        Api.TRACK,
        Region.US,
        7,
        "track-us",
        0,
        0,
        Duration.ZERO,
        BreakerState.OPEN,
        Waiting.BREAKER);
  }
}
