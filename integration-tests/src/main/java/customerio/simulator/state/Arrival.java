package customerio.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Host;
import customerio.simulator.Json;

/**
 * One processed operation and what became of it.
 *
 * @param n 1 for the first of this simulator's life or since its state was cleared
 * @param host where it came in
 * @param workspace null when no credential told it
 * @param request number of the HTTP request; equal for all items of one batch
 * @param userAgent of that request; null when it had none
 * @param batchIndex 0-based place in its batch; null for a single call
 */
public record Arrival(
    long n,
    Host host,
    String workspace,
    long request,
    String userAgent,
    Integer batchIndex,
    Operation operation,
    long receivedAtMillis,
    Outcome outcome) {

  public String kind() {
    return operation.kind();
  }

  /** Such as {@code id:42}; null where the operation names nobody. */
  public String person() {
    return operation.person() == null ? null : operation.person().toString();
  }

  public String name() {
    return operation.name();
  }

  public Result result() {
    return outcome.result();
  }

  public JsonNode data() {
    return operation.data();
  }

  /** The line that the control port shows. */
  public ObjectNode json() {
    Long millis = operation.timestampMillis();
    ObjectNode line = Json.object();
    line.put("n", n)
        .put("family", host.family().label())
        .put("region", host.region().label())
        .put("workspace", workspace)
        .put("request", request)
        .put("batchIndex", batchIndex)
        .put("kind", kind())
        .put("person", person())
        .put("name", name())
        .put("eventId", operation.eventId())
        .put("messageId", operation.messageId())
        .put("timestamp", millis == null ? null : Long.valueOf(millis / 1000))
        .put("receivedAtMillis", receivedAtMillis)
        .put("result", outcome.result().label())
        .put("reason", outcome.reason());
    line.set("data", data());
    line.set("context", operation.context());
    return line;
  }
}
