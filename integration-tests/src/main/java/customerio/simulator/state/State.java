package customerio.simulator.state;

import customerio.simulator.Host;
import customerio.simulator.Region;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All workspaces. One lock makes the order in which operations are applied and the order of {@link
 * Arrivals} the same. Thread-safe.
 */
public final class State {

  private final Clock clock;
  private final Arrivals arrivals = new Arrivals();
  private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
  private final Map<Result, Long> countByResult = new EnumMap<>(Result.class);
  private long count;
  private int environments;

  public State(Clock clock) {
    this.clock = clock;
  }

  public Arrivals arrivals() {
    return arrivals;
  }

  /**
   * Finds or makes it.
   *
   * @throws IllegalArgumentException when the name belongs to the other region
   */
  public synchronized Workspace workspace(String name, Region region) {
    Workspace workspace =
        workspaces.computeIfAbsent(name, any -> new Workspace(name, region, ++environments));
    if (workspace.region() != region) {
      throw new IllegalArgumentException("workspace " + name + " is not in " + region);
    }
    return workspace;
  }

  /** A workspace as it is now; null if nobody ever used it. */
  public synchronized WorkspaceView workspace(String name) {
    Workspace workspace = workspaces.get(name);
    return workspace == null ? null : workspace.view();
  }

  public synchronized List<WorkspaceView> workspaces() {
    return workspaces.values().stream().map(Workspace::view).toList();
  }

  /** A person as they are now; null if there is no such person. */
  public synchronized PersonView person(String workspace, PersonKey key) {
    Workspace found = workspaces.get(workspace);
    return found == null ? null : found.view(key);
  }

  public synchronized Map<Result, Long> counts() {
    return new EnumMap<>(countByResult);
  }

  /** Applies the operation, unless its outcome is known already, and writes it down. */
  public synchronized Arrival process(
      Host host,
      Workspace workspace,
      long request,
      String userAgent,
      Integer batchIndex,
      Operation operation,
      Outcome known) {
    long now = clock.millis();
    Outcome outcome = known;
    if (outcome == null) {
      // Customer.io's own times are whole seconds: so is the time of arrival
      Long own = operation.timestampMillis();
      outcome = workspace.apply(operation, own != null ? own : now / 1000 * 1000);
    }
    String name = workspace == null ? null : workspace.name();
    Arrival arrival =
        new Arrival(++count, host, name, request, userAgent, batchIndex, operation, now, outcome);
    countByResult.merge(outcome.result(), 1L, Long::sum);
    arrivals.add(arrival);
    return arrival;
  }

  /** Forgets people, events, objects, arrivals and counts. Credentials stay. */
  public synchronized void clear() {
    workspaces.clear();
    countByResult.clear();
    arrivals.clear();
    count = 0;
  }
}
