package customerio.agent.management.page;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Destination;
import customerio.agent.management.page.LastTimes.Times;
import customerio.agent.management.page.Refusals.Refusal;
import customerio.agent.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 7);
  private static final Destination SAME_PLACE = new Destination(Api.TRACK, Region.US, 8);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final RecentEvents events = new RecentEvents(clock);
  private final Instant start = clock.instant();

  @Test
  void successAndFailure_areKeptBesideEachOther() {
    events.retried(TRACK, List.of(), "status-503");
    clock.jump(Duration.ofMillis(1_000));
    events.delivered(TRACK, List.of());

    assertThat(events.times.of(TRACK))
        .isEqualTo(new Times(start.plusSeconds(1), start, "status-503"));
    assertThat(events.times.of(SAME_PLACE)).isEqualTo(LastTimes.NEVER);
  }

  @Test
  void eachWayToFail_hasItsWord() {
    events.throttled(TRACK, Duration.ofSeconds(1));
    assertThat(events.times.of(TRACK)).isEqualTo(new Times(null, start, "throttled"));

    events.refused(TRACK, true);
    assertThat(events.times.of(TRACK)).isEqualTo(new Times(null, start, "credential refused"));

    events.refused(TRACK, false);
    events.unclear(TRACK, List.of(), "no-json");
    assertThat(events.times.of(TRACK)).isEqualTo(new Times(null, start, "no-json"));
  }

  @Test
  void thousandsOfDestinations_areRememberedUpToAThousand() {
    for (int i = 0; i < 2_000; i++) {
      events.delivered(new Destination(Api.TRACK, Region.US, i), List.of());
    }
    clock.jump(Duration.ofMillis(1_000));
    events.delivered(new Destination(Api.TRACK, Region.US, 0), List.of());

    assertThat(events.times.of(new Destination(Api.TRACK, Region.US, 0)).success())
        .isEqualTo(start.plusSeconds(1));
    assertThat(
            IntStream.range(0, 2_000)
                .filter(i -> !never(new Destination(Api.TRACK, Region.US, i)))
                .count())
        .isEqualTo(1_000);
  }

  @Test
  void refusals_areTheLastTwentyWithoutWhatTheySay() {
    for (int i = 0; i < 25; i++) {
      events.dead(TRACK, null, null, "reason-" + i + ": jane@example.com");
      clock.jump(Duration.ofMillis(1_000));
    }

    assertThat(events.refusals.last())
        .isEqualTo(
            IntStream.iterate(24, i -> i > 4, i -> i - 1)
                .mapToObj(i -> new Refusal(start.plusSeconds(i), "", "track-us", "reason-" + i))
                .toList());
  }

  private boolean never(Destination destination) {
    return events.times.of(destination).equals(LastTimes.NEVER);
  }
}
