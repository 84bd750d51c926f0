package customerio.agent.capture;

/**
 * Where instrumentation finds the engine. Set once at start and cleared on detach; null means that
 * every call passes through.
 */
public final class Interception {
  private static volatile CallTaker taker;

  private Interception() {}

  public static void install(CallTaker callTaker) {
    taker = callTaker;
  }

  /** The engine, or null when there is none or the current thread sends traffic of our own. */
  public static CallTaker taker() {
    CallTaker current = taker;
    return current == null || OwnTraffic.isActive() ? null : current;
  }
}
