package customerio.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads the simulator's record of all that has arrived. */
final class ArrivalLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArrivalLog() {}

  /** What was applied of the run's calls; repeats that Customer.io recognised had no effect. */
  static List<Applied> applied(List<String> lines, String run) throws JsonProcessingException {
    List<Applied> applied = new ArrayList<>();
    for (String text : lines) {
      JsonNode line = JSON.readTree(text);
      JsonNode data = line.path("data");
      if (line.path("result").asText().equals("applied") && data.path("run").asText().equals(run)) {
        applied.add(new Applied(line.path("person").asText(), data.path("seq").asLong()));
      }
    }
    return applied;
  }
}
