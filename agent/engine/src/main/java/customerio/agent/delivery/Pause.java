package customerio.agent.delivery;

/** Nothing of the queue leaves while an operator has stopped it. Thread-safe. */
final class Pause {
  private volatile boolean lasts;

  void begin() {
    lasts = true;
  }

  void end() {
    lasts = false;
  }

  boolean lasts() {
    return lasts;
  }
}
