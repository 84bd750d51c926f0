package customerio.simulator.faults;

/**
 * What happens to one request. What is null or 0 does not happen.
 *
 * @param latencyMillis before anything else
 * @param status in place of the API's own answer
 * @param cut where the exchange breaks off
 * @param trickle how slowly the reply's body comes
 * @param closeIdleMillis a connection is closed when it has served no request for so long
 */
public record FaultPlan(
    long latencyMillis, StatusFault status, Cut cut, Trickle trickle, Long closeIdleMillis) {

  public static final FaultPlan NONE = new FaultPlan(0, null, null, null, null);

  public FaultPlan {
    if (latencyMillis < 0) {
      throw new IllegalArgumentException("a latency of " + latencyMillis + " ms");
    }
  }

  FaultPlan latency(long millis) {
    return new FaultPlan(millis, status, cut, trickle, closeIdleMillis);
  }

  FaultPlan status(StatusFault answer) {
    return new FaultPlan(latencyMillis, answer, cut, trickle, closeIdleMillis);
  }

  FaultPlan cut(Cut where) {
    return new FaultPlan(latencyMillis, status, where, trickle, closeIdleMillis);
  }

  FaultPlan trickle(Trickle pace) {
    return new FaultPlan(latencyMillis, status, cut, pace, closeIdleMillis);
  }

  FaultPlan closeIdle(Long millis) {
    return new FaultPlan(latencyMillis, status, cut, trickle, millis);
  }

  /** Both: latencies add up; of the rest, what this plan has already stays. */
  FaultPlan and(FaultPlan other) {
    return new FaultPlan(
        latencyMillis + other.latencyMillis(),
        status != null ? status : other.status(),
        cut != null ? cut : other.cut(),
        trickle != null ? trickle : other.trickle(),
        closeIdleMillis != null ? closeIdleMillis : other.closeIdleMillis());
  }
}
