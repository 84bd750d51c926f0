package customerio.simulator.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.state.Effect;
import customerio.simulator.state.PersonKey;

/** Track calls whose name is a command. The Pipelines API has no other way to delete. */
final class SemanticEvents {

  private SemanticEvents() {}

  /** Null for an ordinary event. */
  static Effect effect(String name, PersonKey person, ObjectNode body, JsonNode context) {
    if (name == null || person == null) {
      return null;
    }
    ObjectNode properties =
        body.get("properties") instanceof ObjectNode object ? object : Json.object();
    String token = token(properties, context);
    return switch (name) {
      // the document uses both names
      case "User Deleted", "Delete Person" -> (workspace, at) -> workspace.delete(person);
      case "User Suppressed" -> (workspace, at) -> workspace.suppress(person);
      case "User Unsuppressed" -> new Effect.Unsuppress(person);
      case "Device Created or Updated" ->
          (workspace, at) -> workspace.putDevice(person, token, properties);
      case "Device Deleted" -> (workspace, at) -> workspace.removeDevice(person, token);
      case "Relationship Deleted" -> {
        ObjectNode relationship =
            relationship(properties.get("objectTypeId"), Json.text(properties, "objectId"));
        yield (workspace, at) -> workspace.unrelate(person, Json.array().add(relationship));
      }
      case "Object Deleted" -> {
        JsonNode object =
            relationship(properties.get("objectTypeId"), Json.text(properties, "objectId"))
                .get("identifiers");
        yield (workspace, at) -> workspace.removeObject(object);
      }
      case "Report Delivery Event" -> Effect.NONE;
      default -> null;
    };
  }

  /**
   * @param type null for the first object type of the workspace
   */
  static ObjectNode relationship(JsonNode type, String object) {
    ObjectNode relationship = Json.object();
    relationship
        .putObject("identifiers")
        .put("object_type_id", type == null ? "1" : type.asText())
        .put("object_id", object);
    return relationship;
  }

  private static String token(ObjectNode properties, JsonNode context) {
    String inContext = context == null ? null : Json.text(context.path("device"), "token");
    return inContext != null ? inContext : properties.path("token").asText();
  }
}
