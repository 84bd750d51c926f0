package customerio.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls in a shop's log, in the order in which they began.
 *
 * @param run names the shop's run in the data of its calls; null before its first start
 */
record ShopLog(String run, List<LoggedCall> calls) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lines torn by a kill are passed over: their call was not made, or was not answered. */
  static ShopLog parse(List<String> lines) {
    Reader reader = new Reader();
    for (String line : lines) {
      try {
        reader.accept(JSON.readTree(line));
      } catch (JsonProcessingException torn) {
        continue;
      }
    }
    return new ShopLog(reader.run, reader.calls());
  }

  private static final class Reader {
    private final Map<String, LoggedCall> calls = new LinkedHashMap<>();
    private String run;

    void accept(JsonNode line) {
      switch (line.path("at").asText()) {
        case "start" -> {
          run = line.path("run").asText();
          calls.replaceAll((key, call) -> call.returned() ? call : cutOff(call));
        }
        case "begun" -> begun(line);
        case "done" -> calls.computeIfPresent(key(line), (key, call) -> done(call, line));
        default -> {
          // an empty line
        }
      }
    }

    List<LoggedCall> calls() {
      return new ArrayList<>(calls.values());
    }

    private void begun(JsonNode line) {
      calls.put(
          key(line),
          new LoggedCall(
              "id:" + line.path("customer").asText(),
              line.path("seq").asLong(),
              LoggedCall.Fate.UNANSWERED,
              line.path("startNanos").asLong() / 1000,
              line.path("lateMicros").asLong(),
              0));
    }

    private static LoggedCall done(LoggedCall call, JsonNode line) {
      boolean ok = line.path("outcome").asText().equals("ok");
      return call.ended(
          ok ? LoggedCall.Fate.OK : LoggedCall.Fate.FAILED, line.path("micros").asLong());
    }

    private static LoggedCall cutOff(LoggedCall call) {
      return call.ended(LoggedCall.Fate.CUT_OFF, 0);
    }

    private static String key(JsonNode line) {
      return line.path("customer").asText() + " " + line.path("seq").asLong();
    }
  }
}
