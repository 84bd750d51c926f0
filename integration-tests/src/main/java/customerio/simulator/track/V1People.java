package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Limits;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.http.ApiReply;
import customerio.simulator.state.Effect;
import customerio.simulator.state.Operation;
import customerio.simulator.state.PersonKey;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** {@code /api/v1/customers/…} except events, and merges. */
final class V1People {

  private static final Set<PersonKey.Kind> MERGEABLE =
      EnumSet.of(PersonKey.Kind.ID, PersonKey.Kind.EMAIL, PersonKey.Kind.CIO_ID);

  private final Intake intake;

  V1People(Intake intake) {
    this.intake = intake;
  }

  ApiReply identify(Call call) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Checks checks = new Checks();
    PersonKey person = person(call, checks);
    Long at = checks.seconds(body, "_timestamp");
    ObjectNode attributes = body.deepCopy();
    JsonNode relationships = attributes.remove("cio_relationships");
    attributes.remove("_timestamp");
    checks.attributes(attributes, "attributes");
    Effect besides = relationships(person, relationships, checks);
    Operation operation =
        Operation.of("identify", person)
            .at(at)
            .withData(body)
            .doing((workspace, when) -> workspace.identify(person, attributes, besides, when));
    return V1Replies.doneOrError(intake.take(call, new Reading(operation, checks.problems())));
  }

  /** Any body is ignored: customerio-python sends an empty object. */
  ApiReply delete(Call call) {
    return simple(call, "delete", person -> (workspace, at) -> workspace.delete(person));
  }

  ApiReply suppress(Call call) {
    return simple(call, "suppress", person -> (workspace, at) -> workspace.suppress(person));
  }

  ApiReply unsuppress(Call call) {
    return simple(call, "unsuppress", Effect.Unsuppress::new);
  }

  ApiReply addDevice(Call call) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Checks checks = new Checks();
    PersonKey person = person(call, checks);
    ObjectNode device = checks.device(body, "id", true);
    // v2 calls it token: so that both leave the same device behind
    ObjectNode stored = device.deepCopy();
    stored.remove("id");
    String token = Json.text(device, "id");
    Operation operation =
        Operation.of("add_device", person)
            .withData(device)
            .doing((workspace, at) -> workspace.putDevice(person, token, stored));
    return V1Replies.doneOrErrors(intake.take(call, new Reading(operation, checks.problems())));
  }

  ApiReply deleteDevice(Call call) {
    String token = call.parameter(1);
    return simple(
        call, "delete_device", person -> (workspace, at) -> workspace.removeDevice(person, token));
  }

  ApiReply merge(Call call) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Checks checks = new Checks();
    PersonKey primary = checks.person(body, "primary", MERGEABLE);
    PersonKey secondary = checks.person(body, "secondary", MERGEABLE);
    Operation operation =
        Operation.of("merge", primary)
            .withData(body)
            .doing((workspace, at) -> workspace.merge(primary, secondary));
    return V1Replies.doneOrError(intake.take(call, new Reading(operation, checks.problems())));
  }

  static PersonKey person(Call call, Checks checks) {
    checks.size(call.parameter(0), Limits.IDENTIFIER, "identifier");
    return PersonKey.ofPath(call.parameter(0));
  }

  private ApiReply simple(Call call, String kind, Function<PersonKey, Effect> change) {
    Checks checks = new Checks();
    PersonKey person = person(call, checks);
    Operation operation = Operation.of(kind, person).doing(change.apply(person));
    return V1Replies.doneOrError(intake.take(call, new Reading(operation, checks.problems())));
  }

  /** v1 wraps the array of v2 into an object that says whether it adds or deletes. */
  private static Effect relationships(PersonKey person, JsonNode wrapped, Checks checks) {
    if (wrapped == null || wrapped.isNull()) {
      return Effect.NONE;
    }
    JsonNode relationships = wrapped.path("relationships");
    checks.objects(relationships, "cio_relationships.relationships");
    String action = Json.text(wrapped, "action");
    if ("add_relationships".equals(action)) {
      return (workspace, at) -> workspace.relate(person, relationships);
    }
    if ("delete_relationships".equals(action)) {
      return (workspace, at) -> workspace.unrelate(person, relationships);
    }
    checks.add(
        Problem.invalid(
            "cio_relationships.action",
            "action must be add_relationships or delete_relationships"));
    return Effect.NONE;
  }
}
