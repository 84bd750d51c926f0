package customerio.agent.management;

import customerio.agent.delivery.Allowance;
import customerio.agent.delivery.DestinationState;
import java.util.function.Supplier;

/** Reads one destination's state each time it is asked. Thread-safe. */
final class DestinationBean implements DestinationMXBean {
  private final Supplier<DestinationState> state;
  private final Supplier<Allowance> allowance;
  private final DestinationFigures figures;

  DestinationBean(
      Supplier<DestinationState> state, Supplier<Allowance> allowance, DestinationFigures figures) {
    this.state = state;
    this.allowance = allowance;
    this.figures = figures;
  }

  @Override
  public String getServer() {
    return figures.server;
  }

  @Override
  public long getPending() {
    return state.get().pending();
  }

  @Override
  public long getPeopleHeld() {
    return state.get().held();
  }

  @Override
  public double getOldestAgeSeconds() {
    DestinationState now = state.get();
    return now.pending() == 0 ? 0 : now.oldestAge().toMillis() / 1_000.0;
  }

  @Override
  public String getWaitingFor() {
    return AgentBean.waitingFor(state.get());
  }

  @Override
  public long getDelivered() {
    return figures.delivered.sum();
  }

  @Override
  public long getDeadLetters() {
    return figures.dead.sum();
  }

  @Override
  public long getRequests() {
    return figures.requests.sum();
  }

  @Override
  public long getRepeatedRequests() {
    return figures.repeated.sum();
  }

  @Override
  public long getAnswers4xx() {
    return figures.answers4xx.sum();
  }

  @Override
  public long getAnswers429() {
    return figures.answers429.sum();
  }

  @Override
  public long getAnswers5xx() {
    return figures.answers5xx.sum();
  }

  @Override
  public long getUnanswered() {
    return figures.unanswered.sum();
  }

  @Override
  public double getLatencyP50Seconds() {
    return figures.latencies.seconds(50);
  }

  @Override
  public double getLatencyP95Seconds() {
    return figures.latencies.seconds(95);
  }

  @Override
  public double getLatencyP99Seconds() {
    return figures.latencies.seconds(99);
  }

  @Override
  public String getLastSuccessTime() {
    return Moment.text(figures.succeededAt());
  }

  @Override
  public String getLastErrorTime() {
    DestinationFigures.Failure last = figures.failure();
    return last == null ? "" : Moment.text(last.at());
  }

  @Override
  public String getLastErrorType() {
    DestinationFigures.Failure last = figures.failure();
    return last == null ? "" : last.kind();
  }

  @Override
  public int getRateLimitPerSecond() {
    return allowance.get().requestsPerSecond();
  }
}
