package customerio.simulator.track;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Problem;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import java.util.List;

/** The v2 API's error bodies. */
final class V2Errors {

  private final ArrayNode errors = Json.array();

  /**
   * @param batchIndex 0-based; null where the error is not of one item, or does not say so
   */
  void add(Integer batchIndex, List<Problem> problems) {
    for (Problem problem : problems) {
      ObjectNode error = errors.addObject();
      if (batchIndex != null) {
        error.put("batch_index", batchIndex);
      }
      error
          .put("reason", problem.reason())
          .put("field", problem.field())
          .put("message", problem.message());
    }
  }

  boolean isEmpty() {
    return errors.isEmpty();
  }

  ApiReply reply(int status) {
    ObjectNode body = Json.object();
    body.set("errors", errors);
    return Replies.json(Family.TRACK, status, body);
  }

  static ApiReply refuse(Problem problem) {
    V2Errors errors = new V2Errors();
    errors.add(null, List.of(problem));
    return errors.reply(400);
  }
}
