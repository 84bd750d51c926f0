package customerio.simulator.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.accounts.Admission;
import customerio.simulator.accounts.Gate;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Endpoint;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Limits;
import customerio.simulator.calls.Reading;
import customerio.simulator.calls.Routes;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.ApiRequest;
import customerio.simulator.http.Replies;
import customerio.simulator.state.Operation;
import java.util.List;

/**
 * Customer.io's Pipelines API. Without {@code X-Strict-Mode: 1} it answers 200 to everything and
 * drops silently what it cannot take: a wrong key, a wrong body, too many bytes.
 */
public final class PipelinesApi {

  private static final List<String> CALLS =
      List.of("identify", "track", "page", "screen", "group", "alias");

  /** {@code /v1/b} is analytics-kotlin's, {@code /v1/import} analytics-java's. */
  private static final List<String> BATCHES =
      List.of("/v1/batch", "/v1/batch/", "/v1/b", "/v1/import", "/v1/import/");

  private final Gate gate;
  private final Intake intake;

  private PipelinesApi(Gate gate, Intake intake) {
    this.gate = gate;
    this.intake = intake;
  }

  public static Routes routes(Gate gate, Intake intake) {
    PipelinesApi api = new PipelinesApi(gate, intake);
    Routes routes = new Routes();
    for (String type : CALLS) {
      add(routes, "/v1/" + type, call -> api.answer(call, type));
    }
    for (String path : BATCHES) {
      add(routes, path, call -> api.answer(call, null));
    }
    return routes;
  }

  /** Open to the router: whether a wrong key is refused depends on the mode. */
  private static void add(Routes routes, String path, Endpoint endpoint) {
    routes.add("POST", path, Routes.Access.OPEN, endpoint);
  }

  /**
   * @param type null for a batch
   */
  private ApiReply answer(Call call, String type) {
    boolean strict = "1".equals(call.request().header("x-strict-mode"));
    ApiRequest plain = GzipBody.inflate(call.request());
    ObjectNode body =
        plain != null && Json.parse(plain.body()) instanceof ObjectNode object ? object : null;
    Admission admission =
        gate.admit(call.request(), body == null ? null : Json.text(body, "writeKey"));
    Call admitted =
        new Call(plain == null ? call.request() : plain, List.of(), admission.workspace());
    if (admission.refusal() != null) {
      return strict ? admission.refusal() : drop(admitted, type, "unknown write key");
    }
    if (body == null) {
      return strict ? refuse("malformed JSON") : drop(admitted, type, "malformed JSON");
    }
    int limit = type == null ? Limits.BATCH : Limits.ITEM;
    if (plain.body().length > limit) {
      String reason = "the request must be " + limit + " bytes or less";
      return strict ? refuse(reason) : drop(admitted, type, reason);
    }
    List<Reading> readings =
        type == null
            ? PipelinesBatchReader.read(body, plain.body())
            : List.of(PipelinesCallReader.read(type, body, null));
    return strict
        ? takeStrictly(admitted, type == null, readings)
        : takePermissively(admitted, type == null, readings);
  }

  /** One wrong call refuses all. */
  private ApiReply takeStrictly(Call call, boolean batch, List<Reading> readings) {
    List<String> messages = intake.takeAllOrNone(call, batch, readings);
    return messages.isEmpty()
        ? Replies.done(Family.PIPELINES)
        : Replies.metaErrors(Family.PIPELINES, 400, messages);
  }

  private ApiReply takePermissively(Call call, boolean batch, List<Reading> readings) {
    intake.takeOrDrop(call, batch, readings);
    return Replies.done(Family.PIPELINES);
  }

  private ApiReply drop(Call call, String type, String reason) {
    intake.drop(call, null, Operation.of(type == null ? "batch" : type, null), reason);
    return Replies.done(Family.PIPELINES);
  }

  private static ApiReply refuse(String message) {
    return Replies.metaErrors(Family.PIPELINES, 400, List.of(message));
  }
}
