package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Limits;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.http.ApiReply;
import customerio.simulator.state.Operation;
import customerio.simulator.state.PersonKey;
import java.util.ArrayList;
import java.util.List;

/** Manual segments. */
final class V1Segments {

  private final Intake intake;

  V1Segments(Intake intake) {
    this.intake = intake;
  }

  ApiReply add(Call call) {
    return change(call, "add_to_segment", true);
  }

  ApiReply remove(Call call) {
    return change(call, "remove_from_segment", false);
  }

  private ApiReply change(Call call, String kind, boolean member) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Checks checks = new Checks();
    String segment = call.parameter(0);
    if (!segment.matches("[0-9]+")) {
      checks.add(Problem.invalid("segment_id", "segment_id must be a number"));
    }
    PersonKey.Kind idKind = idKind(call.request().query(), checks);
    List<PersonKey> people = people(body, idKind, checks);
    Operation operation =
        Operation.of(kind, null)
            .named(segment)
            .withData(body)
            .doing((workspace, at) -> workspace.segment(segment, people, member));
    return V1Replies.doneOrErrors(intake.take(call, new Reading(operation, checks.problems())));
  }

  private static PersonKey.Kind idKind(String query, Checks checks) {
    if (query == null || !query.startsWith("id_type=")) {
      return PersonKey.Kind.ID;
    }
    switch (query.substring("id_type=".length())) {
      case "id":
        return PersonKey.Kind.ID;
      case "email":
        return PersonKey.Kind.EMAIL;
      case "cio_id":
        return PersonKey.Kind.CIO_ID;
      default:
        checks.add(Problem.invalid("id_type", "id_type must be id, email or cio_id"));
        return PersonKey.Kind.ID;
    }
  }

  private static List<PersonKey> people(ObjectNode body, PersonKey.Kind kind, Checks checks) {
    JsonNode ids = body.path("ids");
    if (!ids.isArray() || ids.isEmpty() || ids.size() > Limits.SEGMENT_IDS) {
      checks.add(Problem.invalid("ids", "ids must hold 1 to " + Limits.SEGMENT_IDS + " strings"));
      return List.of();
    }
    List<PersonKey> people = new ArrayList<>();
    for (JsonNode id : ids) {
      if (id.isTextual()) {
        people.add(new PersonKey(kind, id.textValue()));
      }
    }
    return people;
  }
}
