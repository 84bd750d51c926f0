package customerio.agent.privatesdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorNewsTest {
  private final List<String> lines = new ArrayList<>();
  private final AtWill clock = new AtWill();
  private final CollectorNews news = new CollectorNews(new OncePerMinute(lines::add, clock));

  @Test
  void collectorThatIsAway_isOneLineAMinute() {
    for (int second = 0; second < 120; second++) {
      news.failed("collector refuses connections");
      clock.millis += 1_000;
    }

    assertThat(lines)
        .containsExactly(
            "otel.mode=private: collector refuses connections; nothing is exported there until it"
                + " answers; deliveries go on",
            "otel.mode=private: collector refuses connections; nothing is exported there until it"
                + " answers; deliveries go on (and 59 more before)");
  }

  @Test
  void itsReturn_isSaidOnce() {
    news.failed("collector answers 503");
    news.failed("collector answers 503");
    clock.millis += 60_000;
    news.arrived();
    clock.millis += 60_000;
    news.arrived();

    assertThat(lines)
        .last()
        .isEqualTo(
            "otel.mode=private: the collector answers again; exports that were lost: 2 (and 1 more"
                + " before)");
    assertThat(lines).hasSize(2);
  }

  @Test
  void exportsThatArrive_areNoNews() {
    news.arrived();

    assertThat(lines).isEmpty();
  }

  private static final class AtWill extends Clock {
    private long millis = 1_000_000;

    @Override
    public long millis() {
      return millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
