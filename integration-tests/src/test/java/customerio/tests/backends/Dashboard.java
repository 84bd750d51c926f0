package customerio.tests.backends;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The dashboard that is shipped.
 *
 * @param json all of it
 */
record Dashboard(JsonNode json) {

  static Dashboard read() throws IOException {
    return new Dashboard(new ObjectMapper().readTree(Shipped.DASHBOARD.toFile()));
  }

  List<JsonNode> panels() {
    return list(json.get("panels"));
  }

  List<JsonNode> variables() {
    return list(json.at("/templating/list"));
  }

  /**
   * As Grafana sends them, by the title of the panel and the letter of the query.
   *
   * @param instance a regular expression, as several chosen ones are
   * @param rateInterval of PromQL, such as {@code 5m}
   */
  Map<String, String> queries(String instance, String rateInterval) {
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.get("targets")) {
        queries.put(
            panel.get("title").asText() + ' ' + target.get("refId").asText(),
            target
                .get("expr")
                .asText()
                .replace("$__rate_interval", rateInterval)
                .replace("$instance", instance));
      }
    }
    return queries;
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
