package customerio.agent.management;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A point in time as tools of every kind can read it. */
final class Moment {

  private Moment() {}

  /**
   * @param at null = never, which is ""
   */
  static String text(Instant at) {
    return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
