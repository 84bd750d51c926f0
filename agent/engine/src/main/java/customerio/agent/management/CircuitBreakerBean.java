package customerio.agent.management;

import customerio.agent.delivery.Allowance;
import customerio.agent.delivery.DestinationState;
import java.util.function.Supplier;

/** Reads the breaker of one destination each time it is asked. Thread-safe. */
final class CircuitBreakerBean implements CircuitBreakerMXBean {
  private final Supplier<DestinationState> state;
  private final Supplier<Allowance> allowance;
  private final DestinationFigures figures;
  private final Runnable tryNow;

  CircuitBreakerBean(
      Supplier<DestinationState> state,
      Supplier<Allowance> allowance,
      DestinationFigures figures,
      Runnable tryNow) {
    this.state = state;
    this.allowance = allowance;
    this.figures = figures;
    this.tryNow = tryNow;
  }

  @Override
  public String getState() {
    return BreakerWords.of(state.get().breaker());
  }

  @Override
  public String getStateChangedTime() {
    return Moment.text(figures.breakerChangedAt);
  }

  @Override
  public long getStateChanges() {
    return figures.breakerChanges.sum();
  }

  @Override
  public double getSecondsUntilNextTry() {
    return allowance.get().untilNextTry().toMillis() / 1_000.0;
  }

  @Override
  public long getRejectedCalls() {
    return figures.rejectedCalls.sum();
  }

  @Override
  public void tryNow() {
    tryNow.run();
  }
}
