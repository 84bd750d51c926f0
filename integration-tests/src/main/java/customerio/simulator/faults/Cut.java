package customerio.simulator.faults;

/** Where an exchange breaks off. */
public enum Cut {
  /** RST; nothing was processed. */
  RESET_BEFORE,
  /** Processed, then RST: the reply is lost. */
  RESET_AFTER,
  /** Nothing was processed, and nothing is ever answered. */
  HANG_BEFORE,
  /** Processed, and nothing is ever answered. */
  HANG_AFTER;

  public boolean comesBeforeProcessing() {
    return this == RESET_BEFORE || this == HANG_BEFORE;
  }

  public boolean isReset() {
    return this == RESET_BEFORE || this == RESET_AFTER;
  }
}
