package customerio.simulator.faults;

import customerio.simulator.Family;
import customerio.simulator.Region;
import java.time.Duration;
import java.util.Objects;

/**
 * Which requests, and what happens to them. Immutable; each method returns a copy.
 *
 * @param id adding a rule replaces the one of the same id
 * @param poison refuses single operations; null for none
 */
public record FaultRule(String id, Scope scope, FaultPlan plan, Poison poison) {

  public FaultRule {
    Objects.requireNonNull(id, "a rule needs an id");
  }

  /** For all requests, and harmless so far. */
  public static FaultRule named(String id) {
    return new FaultRule(id, Scope.ALL, FaultPlan.NONE, null);
  }

  public FaultRule on(Family only) {
    return within(scope.on(only));
  }

  public FaultRule at(Region only) {
    return within(scope.at(only));
  }

  /** Only requests whose raw target contains that. */
  public FaultRule path(String substring) {
    return within(scope.path(substring));
  }

  /** Only that share of the matching requests, 0 to 1; equal seeds draw equally. */
  public FaultRule share(double ofAll, long seed) {
    return within(scope.share(ofAll, seed));
  }

  /** Only the next so many requests. */
  public FaultRule times(long atMost) {
    return within(scope.times(atMost));
  }

  public FaultRule latency(Duration latency) {
    return doing(plan.latency(latency.toMillis()));
  }

  public FaultRule status(int code) {
    return status(new StatusFault(code, null, null));
  }

  public FaultRule status(StatusFault answer) {
    return doing(plan.status(answer));
  }

  public FaultRule cut(Cut where) {
    return doing(plan.cut(where));
  }

  public FaultRule trickle(Trickle pace) {
    return doing(plan.trickle(pace));
  }

  public FaultRule closeIdle(Duration after) {
    return doing(plan.closeIdle(after.toMillis()));
  }

  public FaultRule poison(Poison what) {
    return new FaultRule(id, scope, plan, what);
  }

  FaultRule within(Scope newScope) {
    return new FaultRule(id, newScope, plan, poison);
  }

  private FaultRule doing(FaultPlan newPlan) {
    return new FaultRule(id, scope, newPlan, poison);
  }
}
