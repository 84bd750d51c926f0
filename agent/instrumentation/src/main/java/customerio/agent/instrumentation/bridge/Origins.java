package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The traces of calls on their way to the bridge. One that never arrives is forgotten after a
 * while, and a call without its trace is a call all the same. Thread-safe.
 */
final class Origins {
  private static final int LIMIT = 1024;

  private final Map<String, Origin> underWay =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Origin> eldest) {
          return size() > LIMIT;
        }
      };

  void departed(String call, Origin origin) {
    if (origin != Origin.UNKNOWN) {
      synchronized (underWay) {
        underWay.put(call, origin);
      }
    }
  }

  Origin arrived(String call) {
    synchronized (underWay) {
      Origin origin = underWay.remove(call);
      return origin == null ? Origin.UNKNOWN : origin;
    }
  }
}
