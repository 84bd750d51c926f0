package customerio.simulator.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.state.Effect;
import customerio.simulator.state.Operation;
import customerio.simulator.state.Outcome;
import customerio.simulator.state.PersonEvent;
import customerio.simulator.state.PersonKey;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Reads one Pipelines call, single or out of a batch. */
final class PipelinesCallReader {

  private final String type;
  private final ObjectNode body;
  private final JsonNode context;
  private final Checks checks = new Checks();

  private PipelinesCallReader(String type, ObjectNode body, JsonNode batchContext) {
    this.type = type;
    this.body = body;
    this.context = batchContext != null ? batchContext : body.get("context");
  }

  /**
   * @param batchContext of the batch around it; null when there is none
   */
  static Reading read(String type, ObjectNode body, JsonNode batchContext) {
    PipelinesCallReader reader = new PipelinesCallReader(type, body, batchContext);
    Operation operation =
        reader
            .readByType()
            .withMessageId(Json.text(body, "messageId"))
            .withContext(reader.context)
            .at(reader.timestamp());
    return new Reading(operation, reader.checks.problems());
  }

  private Operation readByType() {
    return switch (type) {
      case "identify" -> identify();
      case "track" -> track();
      case "page", "screen" -> event(type, Json.text(body, "name"), who());
      case "group" -> group();
      case "alias" -> alias();
      default -> {
        checks.add(Problem.invalid("type", "type is not one that is known"));
        yield Operation.of(type, null).withData(body);
      }
    };
  }

  private Operation identify() {
    ObjectNode traits = checks.object(body, "traits");
    String email = Json.text(traits, "email");
    String anonymousId = word("anonymousId");
    PersonKey known =
        word("userId") != null
            ? PersonKey.id(word("userId"))
            : email != null ? PersonKey.email(email) : null;
    PersonKey person = known == null ? who() : known;
    ObjectNode attributes = traits.deepCopy();
    if (known != null && anonymousId != null) {
      attributes.put("anonymous_id", anonymousId);
    }
    // somebody who is anonymous becomes a profile only when identified
    Effect effect =
        known == null ? Effect.NONE : (workspace, at) -> workspace.identify(known, attributes, at);
    return Operation.of("identify", person).withData(body.get("traits")).doing(effect);
  }

  private Operation track() {
    PersonKey person = who();
    String name = checks.requiredText(body, "event", "event");
    Effect semantic = SemanticEvents.effect(name, person, body, context);
    Operation event = event("event", name, person);
    return semantic == null ? event : event.doing(semantic);
  }

  private Operation event(String kind, String name, PersonKey person) {
    checks.object(body, "properties");
    return Operation.of(kind, person)
        .named(name)
        .withData(body.get("properties"))
        .doing((workspace, at) -> workspace.event(person, new PersonEvent(kind, name, null, at)));
  }

  private Operation group() {
    PersonKey person = who();
    String group = checks.requiredText(body, "groupId", "groupId");
    ObjectNode traits = checks.object(body, "traits");
    ObjectNode relationship = SemanticEvents.relationship(traits.get("object_type_id"), group);
    relationship.set("relationship_attributes", traits.path("relationshipAttributes"));
    return Operation.of("group", person)
        .named(group)
        .withData(body.get("traits"))
        .doing(
            (workspace, at) -> {
              workspace.putObject(relationship.get("identifiers"), traits);
              return person.kind() == PersonKey.Kind.ID
                  ? workspace.relate(person, Json.array().add(relationship))
                  : Outcome.APPLIED;
            });
  }

  private Operation alias() {
    String previous = checks.requiredText(body, "previousId", "previousId");
    String user = checks.requiredText(body, "userId", "userId");
    PersonKey person = user == null ? null : PersonKey.id(user);
    return Operation.of("alias", person)
        .withData(body)
        .doing((workspace, at) -> workspace.merge(person, PersonKey.id(previous)));
  }

  private PersonKey who() {
    if (word("userId") != null) {
      return PersonKey.id(word("userId"));
    }
    if (word("anonymousId") != null) {
      return PersonKey.anonymous(word("anonymousId"));
    }
    checks.add(Problem.invalid("userId", "userId or anonymousId is required"));
    return null;
  }

  /** Numbers are as good as strings here; what is empty is not there. */
  private String word(String field) {
    JsonNode value = body.get(field);
    boolean usable = value != null && (value.isTextual() || value.isNumber());
    return usable && !value.asText().isEmpty() ? value.asText() : null;
  }

  private Long timestamp() {
    String text = Json.text(body, "timestamp");
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toEpochSecond() * 1000;
    } catch (DateTimeParseException notIso) {
      checks.add(Problem.invalid("timestamp", "timestamp must be ISO 8601"));
      return null;
    }
  }
}
