package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.state.Operation;

/** Reads one entity payload: the body of {@code /api/v2/entity}, or an item of a batch. */
final class V2ItemReader {

  private V2ItemReader() {}

  static Reading read(JsonNode item) {
    Checks checks = new Checks();
    Operation operation = read(item, checks);
    return new Reading(operation, checks.problems());
  }

  private static Operation read(JsonNode item, Checks checks) {
    if (!(item instanceof ObjectNode body)) {
      checks.add(Problem.invalid("", "the payload must be an object"));
      return Operation.of("unknown", null);
    }
    String type = checks.requiredText(body, "type", "type");
    String action = checks.requiredText(body, "action", "action");
    if (type == null || action == null) {
      return Operation.of(action == null ? "unknown" : action, null).withData(body);
    }
    return switch (type) {
      case "person" -> V2PersonReader.read(action, body, checks);
      case "object" -> V2ObjectReader.read(action, body, checks);
      case "delivery" -> delivery(action, body, checks);
      default -> {
        checks.add(Problem.invalid("type", "type must be person, object or delivery"));
        yield Operation.of(action, null).withData(body);
      }
    };
  }

  static Operation unknownAction(String action, ObjectNode body, Checks checks) {
    checks.add(Problem.invalid("action", "action is not one that is known"));
    return Operation.of(action, null).withData(body);
  }

  private static Operation delivery(String action, ObjectNode body, Checks checks) {
    if (!action.equals("event")) {
      return unknownAction(action, body, checks);
    }
    checks.requiredText(checks.object(body, "identifiers"), "id", "identifiers.id");
    String name = checks.requiredText(body, "name", "name");
    if (name != null && !V1Reports.PUSH_EVENTS.contains(name)) {
      checks.add(Problem.invalid("name", "name must be opened, converted or delivered"));
    }
    ObjectNode attributes = checks.object(body, "attributes");
    checks.requiredText(attributes, "device_token", "attributes.device_token");
    return Operation.of("delivery", null).named(name).withData(body);
  }
}
