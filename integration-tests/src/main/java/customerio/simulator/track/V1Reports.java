package customerio.simulator.track;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.http.ApiReply;
import customerio.simulator.state.Operation;
import java.util.List;
import java.util.Set;

/** What devices and other mailers report. These endpoints ask for no credential. */
final class V1Reports {

  static final Set<String> PUSH_EVENTS = Set.of("opened", "converted", "delivered");
  private static final Set<String> METRICS =
      Set.of(
          "bounced",
          "clicked",
          "converted",
          "deferred",
          "delivered",
          "dropped",
          "opened",
          "spammed");

  private final Intake intake;

  V1Reports(Intake intake) {
    this.intake = intake;
  }

  ApiReply metric(Call call) {
    return report(call, "metric", "metric", METRICS);
  }

  ApiReply pushEvent(Call call) {
    return report(call, "push_event", "event", PUSH_EVENTS);
  }

  ApiReply unsubscribe(Call call) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Operation operation = Operation.of("unsubscribe", null).named(call.parameter(0)).withData(body);
    return V1Replies.doneOrError(intake.take(call, new Reading(operation, List.of())));
  }

  private ApiReply report(Call call, String kind, String field, Set<String> known) {
    ObjectNode body = V1Replies.body(call);
    if (body == null) {
      return V1Replies.malformed();
    }
    Checks checks = new Checks();
    checks.requiredText(body, "delivery_id", "delivery_id");
    String name = checks.requiredText(body, field, field);
    if (name != null && !known.contains(name)) {
      checks.add(Problem.invalid(field, field + " is not one that is known"));
    }
    Operation operation =
        Operation.of(kind, null).named(name).at(checks.seconds(body, "timestamp")).withData(body);
    return V1Replies.doneOrErrors(intake.take(call, new Reading(operation, checks.problems())));
  }
}
