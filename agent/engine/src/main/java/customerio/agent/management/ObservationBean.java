package customerio.agent.management;

import customerio.agent.telemetry.ObservedTraffic;
import java.util.function.Supplier;

/** Reads what was observed each time it is asked. Thread-safe. */
public final class ObservationBean implements ObservationMXBean {
  private final Supplier<ObservedTraffic.Snapshot> observed;

  public ObservationBean(Supplier<ObservedTraffic.Snapshot> observed) {
    this.observed = observed;
  }

  @Override
  public long getAnsweredAtOnce() {
    return observed.get().atOnce();
  }

  @Override
  public long getWaiting() {
    return observed.get().waiting();
  }

  @Override
  public long getDeduplicated() {
    return observed.get().repeats();
  }

  @Override
  public long getRequests() {
    return observed.get().requests();
  }

  @Override
  public long getRetried() {
    return observed.get().retriable();
  }

  @Override
  public long getUnanswered() {
    return observed.get().unanswered();
  }

  @Override
  public double getSavedWaitSeconds() {
    return observed.get().waited().toMillis() / 1000.0;
  }

  @Override
  public String getSummary() {
    return observed.get().sentence();
  }
}
