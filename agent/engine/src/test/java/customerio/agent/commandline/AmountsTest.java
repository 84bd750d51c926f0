package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  private static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "-5, 0 s",
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "3599, 59 min",
    "3600, 1 h",
    "7500, 2 h 5 min",
    "86399, 23 h 59 min",
    "86400, 1 d",
    "273600, 3 d 4 h",
  })
  void age_hasTwoUnitsAtMost(long seconds, String text) {
    assertThat(Amounts.age(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void time_isIsoWithADistanceFromNow() {
    assertThat(Amounts.time("2026-08-01T09:57:00.999Z", NOW))
        .isEqualTo("2026-08-01T09:57:00Z (3 min ago)");
    assertThat(Amounts.time("2026-08-01T10:00:30Z", NOW))
        .isEqualTo("2026-08-01T10:00:30Z (in 30 s)");
    assertThat(Amounts.time("", NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1572864, 1.5 MiB",
    "536870912, 512.0 MiB",
    "9223372036854775807, 8388608.0 TiB",
  })
  void bytes_haveOneUnit(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void count_hasAPlural() {
    assertThat(Amounts.count(0, "operation")).isEqualTo("0 operations");
    assertThat(Amounts.count(1, "operation")).isEqualTo("1 operation");
    assertThat(Amounts.count(1280, "operation")).isEqualTo("1,280 operations");
  }
}
