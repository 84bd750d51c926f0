package customerio.agent.telemetry.metrics;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.intake.PassReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What becomes of calls, counted on the application's threads: without a lock, and without an
 * allocation but at the first call of a client. Thread-safe.
 */
public final class CallMetrics {

  /** What one client's calls cost. */
  private record Cost(Distribution answered, Distribution passed) {}

  private final Registry registry;
  private final Map<Api, Count> answered;
  private final Map<Api, Count> relayed;
  private final Map<Api, Count> passed;
  private final Map<Api, Count> deduplicated = new EnumMap<>(Api.class);
  private final Map<PassReason, Count> reasons;
  private final Map<SilentLoss, Count> ineffective;
  private final Map<String, Cost> costs = new ConcurrentHashMap<>();
  private final Function<String, Cost> newCost = this::cost;
  private final Count faults;

  CallMetrics(Registry registry) {
    this.registry = registry;
    answered = byApi("answered");
    relayed = byApi("relayed");
    passed = byApi("passed");
    for (Api api : new Api[] {Api.TRACK, Api.PIPELINES}) {
      deduplicated.put(api, registry.count(Metric.DEDUPLICATED, Dimensions.destination(api)));
    }
    reasons = byConstant(PassReason.class, Metric.PASSED);
    ineffective = byConstant(SilentLoss.class, Metric.INEFFECTIVE_CALLS);
    faults = registry.count(Metric.FAULTS);
  }

  /** Answered at once, and queued. */
  public void queued(Api api) {
    answered.get(api).increment();
  }

  /** Answered at once; it repeats what was accepted before. */
  public void deduplicated(Api api) {
    answered.get(api).increment();
    deduplicated.get(api).increment();
  }

  /** Answered by Customer.io itself. */
  public void relayed(Api api) {
    relayed.get(api).increment();
  }

  /** Left to the application's own client. */
  public void passed(Api api, PassReason reason) {
    passed.get(api).increment();
    reasons.get(reason).increment();
  }

  /** The same, before anybody looked which API it calls. */
  public void passed(PassReason reason) {
    reasons.get(reason).increment();
  }

  public void ineffective(SilentLoss loss) {
    ineffective.get(loss).increment();
  }

  /**
   * @param client a name of ours
   * @param isAnswered at once; otherwise left to the client
   * @param nanos that the application's thread spent with us
   */
  public void intercepted(String client, boolean isAnswered, long nanos) {
    Cost cost = costs.computeIfAbsent(client, newCost);
    (isAnswered ? cost.answered : cost.passed).record(nanos);
  }

  /** A defect of ours that the application did not notice. */
  public void fault() {
    faults.increment();
  }

  private Cost cost(String client) {
    return new Cost(
        registry.distribution(Metric.INTERCEPT_DURATION, client, "answered"),
        registry.distribution(Metric.INTERCEPT_DURATION, client, "passed"));
  }

  private Map<Api, Count> byApi(String outcome) {
    Map<Api, Count> counts = new EnumMap<>(Api.class);
    for (Api api : Api.values()) {
      counts.put(api, registry.count(Metric.CALLS, Dimensions.destination(api), outcome));
    }
    return counts;
  }

  private <E extends Enum<E>> Map<E, Count> byConstant(Class<E> type, Metric metric) {
    Map<E, Count> counts = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      counts.put(constant, registry.count(metric, Dimension.word(constant)));
    }
    return counts;
  }
}
