package customerio.agent.customerio;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header of that name: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

  /** Longer than that nobody can mean, and would hold a queue by one wrong header. */
  private static final Duration MOST = Duration.ofHours(1);

  private RetryAfter() {}

  /**
   * @return null when there is no such header or it makes no sense; never negative
   */
  static Duration read(String value, Instant now) {
    if (value == null || value.isBlank()) {
      return null;
    }
    String text = value.strip();
    return text.chars().allMatch(c -> c >= '0' && c <= '9') ? seconds(text) : until(text, now);
  }

  private static Duration seconds(String digits) {
    // more than an hour at nine digits already, and a long cannot hold twenty
    return digits.length() > 9 ? MOST : capped(Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Duration until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isAfter(now) ? capped(Duration.between(now, then)) : Duration.ZERO;
    } catch (DateTimeException garbage) {
      return null;
    }
  }

  private static Duration capped(Duration duration) {
    return duration.compareTo(MOST) > 0 ? MOST : duration;
  }
}
