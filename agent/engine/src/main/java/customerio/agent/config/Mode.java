package customerio.agent.config;

import java.util.Locale;

/** What the agent does with the calls it sees. */
public enum Mode {
  /** Answers at once and delivers from the queue. */
  ASYNC,
  /** The caller waits for the outcome of its own operation, which still leaves from the queue. */
  SYNC,
  /** Touches nothing and reports what it would have taken over. */
  OBSERVE,
  /** Leaves the calls alone; what was accepted before is still delivered. */
  OFF;

  static final String EXPECTED = "async, sync, observe or off";

  /**
   * @throws IllegalArgumentException says which words there are
   */
  static Mode parse(String word) {
    for (Mode mode : values()) {
      if (mode.word().equalsIgnoreCase(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is no mode; expected " + EXPECTED);
  }

  /** As users write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
