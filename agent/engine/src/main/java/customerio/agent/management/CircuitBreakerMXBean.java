package customerio.agent.management;

/** {@code customerio.agent:type=CircuitBreaker,name=track-us}: of the destination of that name. */
@Described("Stops deliveries to a destination while it fails; what waits is on disk meanwhile.")
public interface CircuitBreakerMXBean {

  @Described("closed, open or half-open (one operation is let through to see).")
  String getState();

  @Described("Since when, ISO 8601; empty when it has been closed since start.")
  String getStateChangedTime();

  @Described("Changes of state since start.")
  @Unit("changes")
  long getStateChanges();

  @Described("How long it is sure that nothing is sent; 0 when that is not so.")
  @Unit("seconds")
  double getSecondsUntilNextTry();

  @Described("Calls that wait for Customer.io's own answer and were not sent, because it is down.")
  @Unit("calls")
  long getRejectedCalls();

  /**
   * There is no way to force it open, which would fail calls that wait for their answer, nor shut,
   * which would send a backlog at a host that is down; {@code pause} of the queue stops deliveries.
   */
  @Described(
      "Ends the wait: one operation goes out in its turn, and decides whether the others follow. A"
          + " pause that Customer.io asked for (429) stays.")
  void tryNow();
}
