package customerio.agent.telemetry.metrics;

import java.util.Locale;

/** Why an accepted operation was given up: the first word of a dead letter's reason. */
enum Loss {
  REJECTED,
  OVERSIZE,
  MISCONFIGURED,
  EXHAUSTED,
  EXPIRED,
  UNREADABLE,
  /** It gave way to newer ones, as {@code queue.full-policy=drop-oldest} asks. */
  QUEUE_FULL,
  OTHER;

  /**
   * @param reason a word, and details behind a colon
   */
  static Loss of(String reason) {
    int colon = reason.indexOf(':');
    String word = (colon < 0 ? reason : reason.substring(0, colon)).toUpperCase(Locale.ROOT);
    for (Loss loss : values()) {
      if (loss.name().equals(word)) {
        return loss;
      }
    }
    return OTHER;
  }
}
