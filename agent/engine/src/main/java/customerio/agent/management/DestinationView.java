package customerio.agent.management;

/**
 * One API, region and credential as JConsole shows it. No {@code @ConstructorProperties}: the
 * annotation is in java.desktop, and nobody builds one of these from its JMX form.
 */
public final class DestinationView {
  private final String name;
  private final long pending;
  private final long peopleHeld;
  private final String breakerState;
  private final String waitingFor;

  DestinationView(
      String name, long pending, long peopleHeld, String breakerState, String waitingFor) {
    this.name = name;
    this.pending = pending;
    this.peopleHeld = peopleHeld;
    this.breakerState = breakerState;
    this.waitingFor = waitingFor;
  }

  /** API and region; numbered when there are several credentials, which are not shown. */
  public String getName() {
    return name;
  }

  public long getPending() {
    return pending;
  }

  /** People whose operations wait because one of them failed by itself. */
  public long getPeopleHeld() {
    return peopleHeld;
  }

  /** {@code closed}, {@code open} or {@code half-open}. */
  public String getBreakerState() {
    return breakerState;
  }

  /** Why nothing is sent; "" when it is. */
  public String getWaitingFor() {
    return waitingFor;
  }
}
