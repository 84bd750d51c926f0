package customerio.agent.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Resilience4j's circuit breaker in the way deliveries need it: it opens after N failures in a row
 * (a window of N in which all have failed), lets one probe pass at a time, and the first probe that
 * fails opens it again for twice as long. Not thread-safe; {@link Gate} guards it.
 */
final class Breaker {
  private final CircuitBreaker breaker;
  private Duration openFor;

  Breaker(DeliverySettings.Breaker settings, Backoff opening, Clock clock) {
    int failures = settings.failureThreshold();
    breaker =
        CircuitBreaker.of(
            "destination",
            CircuitBreakerConfig.custom()
                .slidingWindow(failures, failures, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(settings.successThreshold())
                .waitIntervalFunctionInOpenState(attempt -> openFor(opening.delay(attempt - 1)))
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .build());
  }

  BreakerState state() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      default -> BreakerState.CLOSED;
    };
  }

  /** False: wait. Otherwise report what becomes of it with one of the other methods. */
  boolean permits() {
    return breaker.tryAcquirePermission();
  }

  /** If it is open, it need not be for the rest of its time. */
  void hurry() {
    if (state() == BreakerState.OPEN) {
      breaker.transitionToHalfOpenState();
    }
  }

  void succeeded() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed(Throwable cause) {
    if (state() == BreakerState.HALF_OPEN) {
      breaker.transitionToOpenState();
    } else {
      breaker.onError(0, TimeUnit.NANOSECONDS, cause);
    }
  }

  /** The permitted request said nothing about Customer.io's health, or was not sent. */
  void undecided() {
    breaker.releasePermission();
  }

  /** How long it stays open from the moment it opened. */
  Duration openFor() {
    return openFor;
  }

  private long openFor(Duration duration) {
    // it compares with "after", so the last millisecond has to be over
    openFor = duration.plusMillis(2);
    return duration.toMillis();
  }
}
