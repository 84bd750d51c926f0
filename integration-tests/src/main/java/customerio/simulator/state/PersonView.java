package customerio.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import java.util.List;
import java.util.Map;

/**
 * A person at one moment; does not change afterwards.
 *
 * @param key {@code id:42}, else the e-mail, else what there is
 * @param id null where unknown, as the other identifiers
 * @param timestamps of the last update of each attribute, seconds since the epoch
 * @param devices by token
 * @param relationships attributes by {@code <object type>/<object>}
 * @param segments numbers of manual segments
 * @param events in the order of their arrival
 */
public record PersonView(
    String key,
    String id,
    String email,
    String phone,
    String cioId,
    List<String> anonymousIds,
    Map<String, JsonNode> attributes,
    Map<String, Long> timestamps,
    Map<String, JsonNode> devices,
    Map<String, JsonNode> relationships,
    List<String> segments,
    List<PersonEvent> events) {

  public List<String> eventNames() {
    return events.stream().map(PersonEvent::name).toList();
  }

  public ObjectNode json() {
    ObjectNode node = Json.object();
    node.put("id", id).put("email", email).put("phone", phone).put("cioId", cioId);
    anonymousIds.forEach(node.putArray("anonymousIds")::add);
    node.putObject("attributes").setAll(attributes);
    timestamps.forEach(node.putObject("timestamps")::put);
    node.putObject("devices").setAll(devices);
    node.putObject("relationships").setAll(relationships);
    segments.forEach(node.putArray("segments")::add);
    eventNames().forEach(node.putArray("events")::add);
    return node;
  }
}
