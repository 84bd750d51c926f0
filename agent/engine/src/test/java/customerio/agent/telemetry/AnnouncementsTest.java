package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Destination;
import customerio.agent.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P9 without a flood: the log of an application is read by people. */
class AnnouncementsTest {
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 1);

  private final List<String> log = new ArrayList<>();
  private final SettableClock clock = new SettableClock();
  private final Announcements announcements = new Announcements(log::add, clock);

  @Test
  void deadInBulk_isAFewLinesAndHidesNoOther() {
    for (int i = 0; i < 1_000; i++) {
      announcements.dead(TRACK, null, "rejected: status-400");
    }
    announcements.dead(TRACK, null, "expired");
    announcements.breaker(TRACK, BreakerState.OPEN);

    assertThat(log)
        .containsExactly(
            "an operation to track-us will not be delivered (rejected: status-400) and is kept as"
                + " a dead letter",
            "an operation to track-us will not be delivered (rejected: status-400) and is kept as"
                + " a dead letter",
            "an operation to track-us will not be delivered (rejected: status-400) and is kept as"
                + " a dead letter",
            "an operation to track-us will not be delivered (expired) and is kept as a dead letter",
            "track-us fails; operations wait on disk until it answers again");
  }

  @Test
  void deadLater_tellsWhatWasWithheld() {
    for (int i = 0; i < 1_000; i++) {
      announcements.dead(TRACK, null, "expired");
    }
    log.clear();
    clock.jump(Duration.ofMinutes(1));
    announcements.dead(TRACK, null, "expired");

    assertThat(log)
        .containsExactly(
            "an operation to track-us will not be delivered (expired) and is kept as a dead letter"
                + " (and 997 more like it before)");
  }

  @Test
  void agingOperations_areToldWithWhatIsAboutToHappen() {
    announcements.aging(TRACK, Duration.ofHours(54).plusMinutes(59));

    assertThat(log)
        .containsExactly(
            "operations to track-us have waited for 54 h; Customer.io starts no campaign with"
                + " events older than 72 h, and queue.max-age decides whether they are delivered at"
                + " all; make it reachable, or check the key");
  }

  @Test
  void redirectOfEachRequest_isOneLine() {
    for (int i = 0; i < 1_000; i++) {
      announcements.redirected(TRACK, "track-eu.customer.io");
    }

    assertThat(log).hasSize(1);
  }
}
