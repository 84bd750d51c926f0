package customerio.simulator.faults;

import customerio.simulator.http.ApiRequest;
import java.util.Random;

/** A rule with its draw and its remaining times. Thread-safe. */
final class ArmedRule {

  private final FaultRule rule;
  private final Random draw;
  private long remaining;

  ArmedRule(FaultRule rule) {
    Long times = rule.scope().times();
    this.rule = rule;
    this.draw = new Random(rule.scope().seed());
    this.remaining = times == null ? Long.MAX_VALUE : times;
  }

  FaultRule rule() {
    return rule;
  }

  synchronized boolean hits(ApiRequest request) {
    Scope scope = rule.scope();
    if (remaining == 0 || !scope.contains(request) || draw.nextDouble() >= scope.share()) {
      return false;
    }
    remaining--;
    return true;
  }
}
