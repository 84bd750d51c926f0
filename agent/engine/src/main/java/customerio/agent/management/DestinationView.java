package customerio.agent.management;

/** One API, region and credential as JConsole shows it. */
public final class DestinationView {
  private final String name;
  private final long pending;
  private final String breakerState;
  private final String waitingFor;

  /**
   * @param name API and region; the credential is not shown
   * @param waitingFor why nothing is sent; "" when it is
   */
  public DestinationView(String name, long pending, String breakerState, String waitingFor) {
    this.name = name;
    this.pending = pending;
    this.breakerState = breakerState;
    this.waitingFor = waitingFor;
  }

  public String getName() {
    return name;
  }

  public long getPending() {
    return pending;
  }

  public String getBreakerState() {
    return breakerState;
  }

  public String getWaitingFor() {
    return waitingFor;
  }
}
