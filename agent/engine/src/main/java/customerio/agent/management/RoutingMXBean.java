package customerio.agent.management;

import java.util.List;
import java.util.Map;

/** {@code customerio.agent:type=Routing}: there only while calls are routed by person. */
public interface RoutingMXBean {

  /** One for each workspace. */
  List<RouteView> getRoutes();

  /** Names of people that are assigned; one human can have several. */
  long getAssignedNames();

  /** What could not go the way it should, by kind and since start, zeros included. */
  Map<String, Long> getIncidents();
}
