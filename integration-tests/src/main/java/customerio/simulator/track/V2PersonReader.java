package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Problem;
import customerio.simulator.state.Effect;
import customerio.simulator.state.Operation;
import customerio.simulator.state.PersonEvent;
import customerio.simulator.state.PersonKey;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** The v2 operations on people. */
final class V2PersonReader {

  private static final Set<PersonKey.Kind> KNOWN =
      EnumSet.complementOf(EnumSet.of(PersonKey.Kind.ANONYMOUS_ID));

  private static final Set<PersonKey.Kind> MERGEABLE =
      EnumSet.of(PersonKey.Kind.ID, PersonKey.Kind.EMAIL, PersonKey.Kind.CIO_ID);

  private final String action;
  private final ObjectNode body;
  private final Checks checks;

  private V2PersonReader(String action, ObjectNode body, Checks checks) {
    this.action = action;
    this.body = body;
    this.checks = checks;
  }

  static Operation read(String action, ObjectNode body, Checks checks) {
    return new V2PersonReader(action, body, checks).read();
  }

  private Operation read() {
    return switch (action) {
      case "identify" -> identify(person(KNOWN));
      // by anonymous_id: not in the OpenAPI document, but Segment and RudderStack send it
      case "event", "page", "screen" -> event(person(EnumSet.allOf(PersonKey.Kind.class)));
      case "merge" -> merge();
      case "add_device" -> addDevice(person(KNOWN));
      case "delete_device" -> deleteDevice(person(KNOWN));
      case "add_relationships", "delete_relationships" -> relationships(person(KNOWN));
      case "delete" -> simple(who -> (workspace, at) -> workspace.delete(who));
      case "suppress" -> simple(who -> (workspace, at) -> workspace.suppress(who));
      case "unsuppress" -> simple(Effect.Unsuppress::new);
      default -> V2ItemReader.unknownAction(action, body, checks);
    };
  }

  private PersonKey person(Set<PersonKey.Kind> allowed) {
    return checks.person(body, "identifiers", allowed);
  }

  private Operation identify(PersonKey person) {
    ObjectNode attributes = checks.object(body, "attributes");
    checks.attributes(attributes, "attributes");
    JsonNode relationships = body.get("cio_relationships");
    boolean none = relationships == null || relationships.isNull();
    if (!none) {
      checks.objects(relationships, "cio_relationships");
    }
    Effect besides =
        none ? Effect.NONE : (workspace, at) -> workspace.relate(person, relationships);
    return Operation.of(action, person)
        .at(checks.seconds(body, "timestamp"))
        .withData(attributes)
        .doing((workspace, at) -> workspace.identify(person, attributes, besides, at));
  }

  private Operation event(PersonKey person) {
    String name = checks.eventName(body, "name");
    checks.object(body, "attributes");
    JsonNode id = body.get("id");
    if (id != null && !id.isTextual()) {
      checks.add(Problem.invalid("id", "id must be a string"));
    }
    String eventId = Json.text(body, "id");
    return Operation.of(action, person)
        .named(name)
        .withEventId(eventId)
        .at(checks.seconds(body, "timestamp"))
        .withData(body.get("attributes"))
        .doing(
            (workspace, at) -> workspace.event(person, new PersonEvent(action, name, eventId, at)));
  }

  private Operation merge() {
    PersonKey primary = checks.person(body, "primary", MERGEABLE);
    PersonKey secondary = checks.person(body, "secondary", MERGEABLE);
    return Operation.of(action, primary)
        .withData(body)
        .doing((workspace, at) -> workspace.merge(primary, secondary));
  }

  private Operation addDevice(PersonKey person) {
    ObjectNode device = checks.device(body, "token", true);
    ObjectNode stored = device.deepCopy();
    stored.remove("token");
    String token = Json.text(device, "token");
    return Operation.of(action, person)
        .withData(device)
        .doing((workspace, at) -> workspace.putDevice(person, token, stored));
  }

  private Operation deleteDevice(PersonKey person) {
    ObjectNode device = checks.device(body, "token", false);
    String token = Json.text(device, "token");
    return Operation.of(action, person)
        .withData(device)
        .doing((workspace, at) -> workspace.removeDevice(person, token));
  }

  private Operation relationships(PersonKey person) {
    JsonNode relationships = body.path("cio_relationships");
    checks.objects(relationships, "cio_relationships");
    boolean add = action.equals("add_relationships");
    return Operation.of(action, person)
        .withData(relationships)
        .doing(
            (workspace, at) ->
                add
                    ? workspace.relate(person, relationships)
                    : workspace.unrelate(person, relationships));
  }

  private Operation simple(Function<PersonKey, Effect> change) {
    PersonKey person = person(KNOWN);
    return Operation.of(action, person).doing(change.apply(person));
  }
}
