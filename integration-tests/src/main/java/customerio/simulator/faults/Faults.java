package customerio.simulator.faults;

import customerio.simulator.http.ApiRequest;
import customerio.simulator.state.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that are on, in the order in which they were added. Thread-safe. */
public final class Faults {

  private final List<ArmedRule> rules = new CopyOnWriteArrayList<>();
  private final Runnable release;

  /**
   * @param release ends the exchanges that hang; called when all rules are taken away
   */
  public Faults(Runnable release) {
    this.release = release;
  }

  /** Adds it, with its draw and count at their start; replaces one of the same id. */
  public void add(FaultRule rule) {
    synchronized (rules) {
      remove(rule.id());
      rules.add(new ArmedRule(rule));
    }
  }

  public void remove(String id) {
    rules.removeIf(armed -> armed.rule().id().equals(id));
  }

  /** All is well again; exchanges that hang are reset. */
  public void clear() {
    rules.clear();
    release.run();
  }

  public List<FaultRule> rules() {
    List<FaultRule> all = new ArrayList<>();
    rules.forEach(armed -> all.add(armed.rule()));
    return all;
  }

  public FaultPlan plan(ApiRequest request) {
    FaultPlan plan = FaultPlan.NONE;
    for (ArmedRule armed : rules) {
      if (armed.rule().poison() == null && armed.hits(request)) {
        plan = plan.and(armed.rule().plan());
      }
    }
    return plan;
  }

  /** The poison that this operation meets; null for none. */
  public Poison poison(ApiRequest request, Operation operation) {
    for (ArmedRule armed : rules) {
      Poison poison = armed.rule().poison();
      if (poison != null && poison.hits(operation) && armed.hits(request)) {
        return poison;
      }
    }
    return null;
  }
}
