package customerio.agent.log;

import java.util.Locale;

/** How much a line matters: the words of {@code log.level}, the gravest first. */
public enum Level {
  /** Something is lost, or a part of the agent does not work. */
  ERROR,
  /** Somebody should look. */
  WARN,
  INFO,
  /** Each request for queued operations. */
  DEBUG;

  /** What is said while nobody has said otherwise. */
  public static final Level DEFAULT = INFO;

  /**
   * @throws IllegalArgumentException there is no such level; says what there is
   */
  public static Level parse(String text) {
    for (Level level : values()) {
      if (level.word().equals(text.trim().toLowerCase(Locale.ROOT))) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        '\'' + text + "' is no level; expected error, warn, info or debug");
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether lines of the other level are said at this one. */
  boolean includes(Level other) {
    return other.compareTo(this) <= 0;
  }
}
