package customerio.simulator.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.calls.ByteSpans;
import customerio.simulator.calls.Limits;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.state.Operation;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code {"batch":[…],"context":{…}}}; the batch's context applies to every call in it. */
final class PipelinesBatchReader {

  private PipelinesBatchReader() {}

  static List<Reading> read(ObjectNode body, byte[] raw) {
    JsonNode calls = body.path("batch");
    if (!calls.isArray() || calls.isEmpty()) {
      return List.of(wrong("batch", Problem.invalid("batch", "batch must be an array, not empty")));
    }
    List<Integer> lengths = ByteSpans.ofElements(raw, "batch");
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      readings.add(read(calls.get(i), lengths.get(i), body.get("context")));
    }
    return readings;
  }

  private static Reading read(JsonNode call, int length, JsonNode context) {
    String type = Json.text(call, "type");
    if (!(call instanceof ObjectNode body) || type == null) {
      return wrong("unknown", Problem.invalid("type", "a call needs a type"));
    }
    Reading reading = PipelinesCallReader.read(type, body, context);
    return length <= Limits.ITEM
        ? reading
        : new Reading(
            reading.operation(),
            List.of(Problem.invalid("", "a call must be " + Limits.ITEM + " bytes or less")));
  }

  private static Reading wrong(String kind, Problem problem) {
    return new Reading(Operation.of(kind, null), List.of(problem));
  }
}
