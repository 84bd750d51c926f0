package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Destination;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsDeskTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 7);

  private final NewsDesk desk = new NewsDesk(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void changesOfABreaker_areToldInOrderAndOnce() {
    desk.breaker(TRACK, BreakerState.CLOSED, BreakerState.OPEN);
    desk.breaker(TRACK, BreakerState.OPEN, BreakerState.HALF_OPEN);

    assertThat(desk.collect())
        .containsExactly(
            new News(
                NewsKind.BREAKER,
                NOW,
                "circuit breaker track-us: closed -> open",
                "closed",
                "open"),
            new News(
                NewsKind.BREAKER,
                NOW,
                "circuit breaker track-us: open -> half-open",
                "open",
                "half-open"));
    assertThat(desk.collect()).isEmpty();
  }

  /** A thousand letters are one piece of news. */
  @Test
  void deadLetters_areToldTogetherByReason() {
    for (int i = 0; i < 1_000; i++) {
      desk.dead("rejected");
    }
    desk.dead("expired");

    assertThat(desk.collect())
        .containsExactly(
            News.of(
                NewsKind.DEAD_LETTER,
                NOW,
                "1001 operations will not be delivered and are dead letters: expired 1,"
                    + " rejected 1000"));
    assertThat(desk.collect()).isEmpty();
  }

  @Test
  void newsThatNobodyCollects_doNotFillTheHeap() {
    for (int i = 0; i < 5_000; i++) {
      desk.breaker(TRACK, BreakerState.CLOSED, BreakerState.OPEN);
    }

    List<News> kept = desk.collect();
    assertThat(kept).hasSize(1_000);
  }
}
