package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Limits;
import customerio.simulator.calls.Problem;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import java.util.List;

/** {@code POST /api/v2/entity}: one operation. */
final class V2Entity {

  private final Intake intake;

  V2Entity(Intake intake) {
    this.intake = intake;
  }

  ApiReply post(Call call) {
    byte[] body = call.request().body();
    if (body.length > Limits.ITEM) {
      return V2Errors.refuse(
          Problem.invalid("", "the request must be " + Limits.ITEM + " bytes or less"));
    }
    JsonNode item = Json.parse(body);
    if (item == null) {
      return V2Errors.refuse(Problem.invalid("", "malformed JSON"));
    }
    List<Problem> problems = intake.take(call, V2ItemReader.read(item));
    if (problems.isEmpty()) {
      return Replies.done(Family.TRACK);
    }
    V2Errors errors = new V2Errors();
    errors.add(null, problems);
    return errors.reply(400);
  }
}
