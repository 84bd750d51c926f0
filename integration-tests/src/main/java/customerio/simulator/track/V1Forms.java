package customerio.simulator.track;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import customerio.simulator.state.Operation;
import customerio.simulator.state.PersonKey;
import java.util.List;

/** Form submissions: the fields become attributes. The reply is 204, the only one in this API. */
final class V1Forms {

  private final Intake intake;

  V1Forms(Intake intake) {
    this.intake = intake;
  }

  ApiReply submit(Call call) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Checks checks = new Checks();
    ObjectNode data = checks.object(body, "data");
    String id = Json.text(data, "id");
    String email = Json.text(data, "email");
    PersonKey person = null;
    if ((id == null) == (email == null)) {
      checks.add(Problem.invalid("data", "data must contain one of id and email"));
    } else {
      person = id != null ? PersonKey.id(id) : PersonKey.email(email);
    }
    PersonKey submitter = person;
    Operation operation =
        Operation.of("form", submitter)
            .named(call.parameter(0))
            .withData(data)
            .doing((workspace, at) -> workspace.identify(submitter, data, at));
    List<Problem> problems = intake.take(call, new Reading(operation, checks.problems()));
    return problems.isEmpty() ? Replies.noContent(Family.TRACK) : V1Replies.doneOrErrors(problems);
  }
}
