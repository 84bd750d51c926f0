package customerio.agent.management;

import java.util.List;
import java.util.Map;

/** {@code customerio.agent:type=Routing}: there only while calls are routed by person. */
@Described("Where calls go because of the person they are about; there only while they are routed.")
public interface RoutingMXBean {

  @Described("One for each workspace.")
  List<RouteView> getRoutes();

  @Described("Names of people that are assigned; one human can have several.")
  @Unit("names")
  long getAssignedNames();

  @Described("What could not go the way it should, by kind and since start, zeros included.")
  Map<String, Long> getIncidents();
}
