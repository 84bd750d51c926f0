package customerio.demo;

import customerio.demo.LoggedCall.Fate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the shop said, held against what Customer.io has applied.
 *
 * <p>A call cut off by a kill may be delivered or not; delivered twice or late it counts as any
 * other.
 *
 * @param calls begun by the shop
 * @param failed in the shop: the call threw
 * @param cutOff by a kill
 * @param cutOffAndMissing never arrived, of those cut off
 * @param delivered calls that were applied at least once
 * @param lostThoughOk answered ok, never applied
 * @param lostAfterFailure failed in the shop, never applied
 * @param lostUnanswered never answered though nobody killed the shop, never applied
 * @param duplicated applications beyond the first of a call
 * @param outOfOrder calls applied after a later call about the same person
 */
record Ledger(
    int calls,
    int ok,
    int failed,
    int cutOff,
    int cutOffAndMissing,
    int delivered,
    int lostThoughOk,
    int lostAfterFailure,
    int lostUnanswered,
    int duplicated,
    int outOfOrder) {

  static Ledger of(List<LoggedCall> calls, List<Applied> applied) {
    Set<Applied> arrived = new HashSet<>();
    Map<String, Long> latest = new HashMap<>();
    int outOfOrder = 0;
    for (Applied one : applied) {
      boolean first = arrived.add(one);
      long before = latest.merge(one.person(), one.seq(), Math::max);
      if (first && before > one.seq()) {
        outOfOrder++;
      }
    }
    return new Ledger(
        calls.size(),
        count(calls, Fate.OK),
        count(calls, Fate.FAILED),
        count(calls, Fate.CUT_OFF),
        missing(calls, Fate.CUT_OFF, arrived),
        arrived.size(),
        missing(calls, Fate.OK, arrived),
        missing(calls, Fate.FAILED, arrived),
        missing(calls, Fate.UNANSWERED, arrived),
        applied.size() - arrived.size(),
        outOfOrder);
  }

  /** Calls which Customer.io should have got and never did. */
  int lost() {
    return lostThoughOk + lostAfterFailure + lostUnanswered;
  }

  boolean flawless() {
    return lost() == 0 && duplicated == 0 && outOfOrder == 0;
  }

  private static int count(List<LoggedCall> calls, Fate fate) {
    return (int) calls.stream().filter(call -> call.fate() == fate).count();
  }

  private static int missing(List<LoggedCall> calls, Fate fate, Set<Applied> arrived) {
    return (int)
        calls.stream()
            .filter(call -> call.fate() == fate)
            .filter(call -> !arrived.contains(new Applied(call.person(), call.seq())))
            .count();
  }
}
