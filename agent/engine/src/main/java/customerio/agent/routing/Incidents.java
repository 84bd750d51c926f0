package customerio.agent.routing;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts each kind of incident, and says it in a line the first time. Thread-safe. */
final class Incidents {
  private final Consumer<String> log;
  private final Map<Incident, LongAdder> counts = new EnumMap<>(Incident.class);
  private final Map<Incident, Boolean> said = new EnumMap<>(Incident.class);

  Incidents(Consumer<String> log) {
    this.log = log;
    for (Incident incident : Incident.values()) {
      counts.put(incident, new LongAdder());
    }
  }

  void note(Incident incident) {
    counts.get(incident).increment();
    synchronized (said) {
      if (said.put(incident, true) != null) {
        return;
      }
    }
    log.accept("routing: " + incident.words() + " (said once, the MBean counts)");
  }

  Map<Incident, Long> counts() {
    Map<Incident, Long> sums = new EnumMap<>(Incident.class);
    counts.forEach((incident, count) -> sums.put(incident, count.sum()));
    return sums;
  }
}
