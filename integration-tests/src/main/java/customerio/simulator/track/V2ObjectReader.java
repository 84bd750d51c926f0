package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.calls.Checks;
import customerio.simulator.state.Operation;
import customerio.simulator.state.Outcome;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.Workspace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The v2 operations on objects: companies, courses, whatever people are related to. */
final class V2ObjectReader {

  private V2ObjectReader() {}

  static Operation read(String action, ObjectNode body, Checks checks) {
    checks.objectIdentifiers(body, "identifiers");
    JsonNode object = body.path("identifiers");
    Operation operation = Operation.of("object_" + action, null).withData(body);
    return switch (action) {
      case "identify", "identify_anonymous" -> {
        ObjectNode attributes = checks.object(body, "attributes");
        checks.attributes(attributes, "attributes");
        List<Related> people = people(action, body, checks);
        yield operation.doing(
            (workspace, at) -> {
              Outcome outcome = workspace.putObject(object, attributes);
              people.forEach(one -> one.relate(workspace, object));
              return outcome;
            });
      }
      case "delete" -> operation.doing((workspace, at) -> workspace.removeObject(object));
      case "add_relationships" -> {
        List<Related> people = people(action, body, checks);
        yield operation.doing(
            (workspace, at) -> {
              people.forEach(one -> one.relate(workspace, object));
              return Outcome.APPLIED;
            });
      }
      case "delete_relationships" -> {
        List<Related> people = people(action, body, checks);
        yield operation.doing(
            (workspace, at) -> {
              people.forEach(one -> one.unrelate(workspace, object));
              return Outcome.APPLIED;
            });
      }
      default -> V2ItemReader.unknownAction(action, body, checks);
    };
  }

  /** A person beside an object, as the other side of the relationship that people have. */
  private record Related(PersonKey person, JsonNode attributes) {

    void relate(Workspace workspace, JsonNode object) {
      workspace.relate(person, relationship(object));
    }

    void unrelate(Workspace workspace, JsonNode object) {
      workspace.unrelate(person, relationship(object));
    }

    private JsonNode relationship(JsonNode object) {
      ObjectNode relationship = Json.object();
      relationship.set("identifiers", object);
      relationship.set("relationship_attributes", attributes);
      return Json.array().add(relationship);
    }
  }

  private static List<Related> people(String action, ObjectNode body, Checks checks) {
    EnumSet<PersonKey.Kind> kinds =
        action.equals("identify_anonymous")
            ? EnumSet.of(PersonKey.Kind.ANONYMOUS_ID)
            : EnumSet.of(PersonKey.Kind.ID, PersonKey.Kind.EMAIL, PersonKey.Kind.CIO_ID);
    List<Related> people = new ArrayList<>();
    for (JsonNode one : body.path("cio_relationships")) {
      PersonKey person = checks.person(one, "identifiers", kinds);
      if (person != null) {
        people.add(new Related(person, one.path("relationship_attributes")));
      }
    }
    return people;
  }
}
