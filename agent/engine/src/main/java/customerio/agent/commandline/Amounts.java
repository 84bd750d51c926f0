package customerio.agent.commandline;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers as people read them; the same in every language, as scripts read them, too. */
final class Amounts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** {@code 12 s}, {@code 3 min}, {@code 2 h 5 min}, {@code 3 d 4 h}: two units at most. */
  static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min";
    }
    return seconds < 86_400
        ? two(seconds / 3_600, " h", seconds % 3_600 / 60, " min")
        : two(seconds / 86_400, " d", seconds % 86_400 / 3_600, " h");
  }

  /** {@code 2026-08-01T10:00:00Z (3 min ago)}, or {@code (in 3 min)}; no smaller than seconds. */
  static String time(String iso, Instant now) {
    try {
      Instant time = Instant.parse(iso).truncatedTo(ChronoUnit.SECONDS);
      Duration age = Duration.between(time, now);
      return time
          + (age.isNegative() ? " (in " + age(age.negated()) + ")" : " (" + age(age) + " ago)");
    } catch (DateTimeParseException none) {
      return iso;
    }
  }

  /** {@code 900 B}, {@code 1.5 MiB}. */
  static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1_024 && unit < UNITS.length - 1) {
      amount /= 1_024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }

  /** {@code 1 operation}, {@code 1,280 operations}. */
  static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
