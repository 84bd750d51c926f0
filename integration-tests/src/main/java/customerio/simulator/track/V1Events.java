package customerio.simulator.track;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.calls.ByteSpans;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Limits;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.http.ApiReply;
import customerio.simulator.state.Operation;
import customerio.simulator.state.PersonEvent;
import customerio.simulator.state.PersonKey;
import java.util.Set;

/** Events of known and of unknown people. */
final class V1Events {

  private static final Set<String> KINDS = Set.of("event", "page", "screen");

  private final Intake intake;

  V1Events(Intake intake) {
    this.intake = intake;
  }

  ApiReply event(Call call) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Checks checks = new Checks();
    return take(call, body, V1People.person(call, checks), checks);
  }

  /** Without an {@code anonymous_id}, or a blank one, it invites somebody yet unknown. */
  ApiReply anonymousEvent(Call call) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    String anonymousId = Json.text(body, "anonymous_id");
    boolean nobody = anonymousId == null || anonymousId.isEmpty();
    return take(call, body, nobody ? null : PersonKey.anonymous(anonymousId), new Checks());
  }

  private ApiReply take(Call call, ObjectNode body, PersonKey person, Checks checks) {
    String name = checks.eventName(body, "name");
    Long at = checks.seconds(body, "timestamp");
    checks.object(body, "data");
    if (ByteSpans.ofMember(call.request().body(), "data") > Limits.V1_EVENT_DATA) {
      checks.add(
          Problem.invalid("data", "data must be " + Limits.V1_EVENT_DATA + " bytes or less"));
    }
    String type = Json.text(body, "type");
    String kind = type != null && KINDS.contains(type) ? type : "event";
    String id = Json.text(body, "id");
    Operation operation =
        Operation.of(kind, person)
            .named(name)
            .withEventId(id)
            .at(at)
            .withData(body.get("data"))
            .doing(
                (workspace, when) ->
                    workspace.event(person, new PersonEvent(kind, name, id, when)));
    return V1Replies.doneOrErrors(intake.take(call, new Reading(operation, checks.problems())));
  }
}
