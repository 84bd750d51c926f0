package customerio.agent.management;

import customerio.agent.routing.Router;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the router's state each time it is asked. Thread-safe. */
public final class RoutingBean implements RoutingMXBean {
  private final Router router;

  public RoutingBean(Router router) {
    this.router = router;
  }

  @Override
  public List<RouteView> getRoutes() {
    return router.states().stream()
        .map(state -> new RouteView(state.workspace(), state.region(), state.calls()))
        .toList();
  }

  @Override
  public long getAssignedNames() {
    return router.names();
  }

  @Override
  public Map<String, Long> getIncidents() {
    Map<String, Long> counts = new TreeMap<>();
    router
        .incidents()
        .forEach(
            (incident, count) ->
                counts.put(incident.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
    return counts;
  }
}
