package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Problem;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import java.util.List;

/** What the v1 endpoints have in common. */
final class V1Replies {

  private V1Replies() {}

  /** The body as an object, an empty one for no body; null for everything else. */
  static ObjectNode body(Call call) {
    if (call.request().body().length == 0) {
      return Json.object();
    }
    JsonNode body = Json.parse(call.request().body());
    return body instanceof ObjectNode object ? object : null;
  }

  static ApiReply malformed() {
    return Replies.metaError(Family.TRACK, 400, "malformed JSON");
  }

  /** 200, or 400 in the shape {@code meta.error}. */
  static ApiReply doneOrError(List<Problem> problems) {
    return problems.isEmpty()
        ? Replies.done(Family.TRACK)
        : Replies.metaError(Family.TRACK, 400, problems.get(0).message());
  }

  /** 200, or 400 in the shape {@code meta.errors}. */
  static ApiReply doneOrErrors(List<Problem> problems) {
    return problems.isEmpty()
        ? Replies.done(Family.TRACK)
        : Replies.metaErrors(Family.TRACK, 400, problems.stream().map(Problem::message).toList());
  }
}
