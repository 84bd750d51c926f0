package customerio.simulator.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;

/** Connections whose request will never be answered. Thread-safe. */
final class HangingConnections {

  private final Set<EndPoint> hanging = ConcurrentHashMap.newKeySet();

  void add(EndPoint endPoint) {
    hanging.add(endPoint);
  }

  void resetAll() {
    hanging.forEach(HardReset::of);
    hanging.clear();
  }
}
