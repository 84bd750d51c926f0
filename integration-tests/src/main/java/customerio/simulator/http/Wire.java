package customerio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what goes over the wire. Thread-safe. */
public final class Wire {

  /** In place of a status when the connection was cut or the exchange hangs. */
  static final String UNANSWERED = "unanswered";

  private final Map<Family, TreeMap<String, Long>> answers = new EnumMap<>(Family.class);
  private final Map<Family, Long> requests = new EnumMap<>(Family.class);
  private final Map<String, Long> accepted = new TreeMap<>();
  private final Map<String, Long> open = new TreeMap<>();

  /** Requests whose head and body arrived. */
  public synchronized long requests(Family family) {
    return requests.getOrDefault(family, 0L);
  }

  public synchronized long requests() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many requests were answered so. */
  public synchronized long answered(Family family, int status) {
    return answers.getOrDefault(family, new TreeMap<>()).getOrDefault(Integer.toString(status), 0L);
  }

  /** Requests that were reset or hang. */
  public synchronized long unanswered(Family family) {
    return answers.getOrDefault(family, new TreeMap<>()).getOrDefault(UNANSWERED, 0L);
  }

  public synchronized long connectionsAccepted(Host host) {
    return accepted.getOrDefault(host.label(), 0L);
  }

  public synchronized long connectionsOpen(Host host) {
    return open.getOrDefault(host.label(), 0L);
  }

  public synchronized ObjectNode json() {
    ObjectNode json = Json.object();
    ObjectNode byFamily = json.putObject("requests");
    for (Family family : Family.values()) {
      ObjectNode one = byFamily.putObject(family.label());
      one.put("total", requests(family));
      answers.getOrDefault(family, new TreeMap<>()).forEach(one.putObject("status")::put);
    }
    ObjectNode connections = json.putObject("connections");
    accepted.forEach(
        (host, count) ->
            connections
                .putObject(host)
                .put("accepted", count)
                .put("open", open.getOrDefault(host, 0L)));
    return json;
  }

  synchronized void request(Family family) {
    requests.merge(family, 1L, Long::sum);
  }

  synchronized void answer(Family family, String status) {
    answers.computeIfAbsent(family, any -> new TreeMap<>()).merge(status, 1L, Long::sum);
  }

  synchronized void opened(String listener) {
    accepted.merge(listener, 1L, Long::sum);
    open.merge(listener, 1L, Long::sum);
  }

  synchronized void closed(String listener) {
    open.merge(listener, -1L, Long::sum);
  }
}
