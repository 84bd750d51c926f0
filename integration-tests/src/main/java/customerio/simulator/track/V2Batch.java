package customerio.simulator.track;

import com.fasterxml.jackson.databind.JsonNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Batch;
import customerio.simulator.calls.ByteSpans;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Limits;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /api/v2/batch}: many operations, applied in their order. */
final class V2Batch {

  private final Intake intake;

  V2Batch(Intake intake) {
    this.intake = intake;
  }

  ApiReply post(Call call) {
    byte[] body = call.request().body();
    if (body.length > Limits.BATCH) {
      return V2Errors.refuse(
          Problem.invalid("batch", "the request must be " + Limits.BATCH + " bytes or less"));
    }
    JsonNode json = Json.parse(body);
    if (json == null) {
      return V2Errors.refuse(Problem.invalid("", "malformed JSON"));
    }
    JsonNode items = json.path("batch");
    if (!items.isArray() || items.isEmpty()) {
      return V2Errors.refuse(Problem.invalid("batch", "batch must be an array and not empty"));
    }
    return answer(intake.takeBatch(call, read(items, ByteSpans.ofElements(body, "batch"))));
  }

  private static List<Reading> read(JsonNode items, List<Integer> lengths) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Reading reading = V2ItemReader.read(items.get(i));
      if (lengths.get(i) > Limits.ITEM) {
        Problem tooLong = Problem.invalid("", "an item must be " + Limits.ITEM + " bytes or less");
        reading = new Reading(reading.operation(), List.of(tooLong));
      }
      readings.add(reading);
    }
    return readings;
  }

  private static ApiReply answer(Batch batch) {
    V2Errors errors = new V2Errors();
    for (Batch.Item item : batch.items()) {
      boolean named = batch.style() != BatchStyle.WITHOUT_INDEX;
      errors.add(named ? item.index() : null, item.problems());
    }
    if (errors.isEmpty()) {
      return Replies.done(Family.TRACK);
    }
    return switch (batch.style()) {
      case MULTI_STATUS, WITHOUT_INDEX -> errors.reply(207);
      case OK_WITH_ERRORS -> errors.reply(200);
      case WHOLE_BATCH -> errors.reply(400);
    };
  }
}
