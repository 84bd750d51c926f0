package customerio.simulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Reading;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import customerio.simulator.state.Operation;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** API-triggered broadcasts: at most one in ten seconds for each broadcast. */
final class Broadcasts {

  private static final long PAUSE_MILLIS = 10_000;

  private final Intake intake;
  private final Clock clock;
  private final AtomicLong triggers = new AtomicLong();
  private final Map<String, Long> lastMillis = new HashMap<>();

  Broadcasts(Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  ApiReply trigger(Call call) {
    if (!call.parameter(0).matches("[1-9][0-9]*")) {
      return Replies.errors(Family.APP, 404, "there is no such broadcast");
    }
    if (!(Json.parse(call.request().body()) instanceof ObjectNode body)) {
      return Replies.errors(Family.APP, 400, "malformed JSON");
    }
    JsonNode recipients = body.get("recipients");
    if (recipients != null && recipients.isEmpty()) {
      // why customerio-node leaves out recipients that are empty
      return Replies.errors(Family.APP, 422, "recipients must not be empty");
    }
    if (isTooSoon(call.workspace().name() + "/" + call.parameter(0))) {
      return Replies.errors(Family.APP, 429, "a broadcast may be triggered once in 10 seconds");
    }
    Operation operation = Operation.of("broadcast", null).named(call.parameter(0)).withData(body);
    intake.take(call, new Reading(operation, List.of()));
    return Replies.json(Family.APP, 200, Json.object().put("id", triggers.incrementAndGet()));
  }

  private synchronized boolean isTooSoon(String broadcast) {
    long now = clock.millis();
    Long last = lastMillis.get(broadcast);
    if (last != null && now - last < PAUSE_MILLIS) {
      return true;
    }
    lastMillis.put(broadcast, now);
    return false;
  }
}
