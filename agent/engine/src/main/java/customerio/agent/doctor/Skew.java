package customerio.agent.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** How far this machine's clock is ahead of a server's. */
final class Skew {

  private Skew() {}

  /**
   * @param date of an answer, RFC 9110; null if it has none
   * @param here the time in the middle of that exchange
   * @return null if the server does not say
   */
  static Duration of(String date, Instant here) {
    if (date == null) {
      return null;
    }
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(there, here);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
