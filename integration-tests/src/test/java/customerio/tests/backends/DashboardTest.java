package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Grafana would trip over, or its users; whether the queries find something: PrometheusIT. */
class DashboardTest {
  private static final int COLUMNS = 24;

  /** Of Grafana's, for what there is here: seconds, per second, numbers. */
  private static final Set<String> UNITS = Set.of("s", "ops", "reqps", "short", "none");

  private static final Set<String> TYPES = Set.of("timeseries", "state-timeline");
  private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)\\}");
  private static final Pattern METRIC = Pattern.compile("\\b([a-z_]+)\\{");

  private Dashboard dashboard;

  @BeforeEach
  void read() throws Exception {
    dashboard = Dashboard.read();
  }

  @Test
  void panels_areEight_withTitleAndWordsOfTheirOwn() {
    assertThat(texts("title"))
        .containsExactly(
            "Oldest operation that waits",
            "Operations in the queue",
            "What becomes of operations",
            "Delivery delay",
            "Circuit breakers",
            "Attempts by status",
            "Operations per request",
            "Time added to the application's thread");
    assertThat(texts("description")).doesNotHaveDuplicates().noneMatch(String::isBlank);
    assertThat(texts("id")).doesNotHaveDuplicates();
    assertThat(texts("type")).isSubsetOf(TYPES);
    assertThat(dashboard.panels().stream().map(it -> it.at("/fieldConfig/defaults/unit").asText()))
        .isSubsetOf(UNITS);
  }

  @Test
  void grid_hasNoOverlapsAndNoHoles() {
    int height =
        dashboard.panels().stream()
            .mapToInt(panel -> panel.at("/gridPos/y").asInt() + panel.at("/gridPos/h").asInt())
            .max()
            .orElseThrow();
    int[][] covered = new int[height][COLUMNS];
    for (JsonNode panel : dashboard.panels()) {
      JsonNode place = panel.get("gridPos");
      for (int y = 0; y < place.get("h").asInt(); y++) {
        for (int x = 0; x < place.get("w").asInt(); x++) {
          covered[place.get("y").asInt() + y][place.get("x").asInt() + x]++;
        }
      }
    }
    assertThat(Stream.of(covered).flatMapToInt(Arrays::stream)).containsOnly(1);
  }

  @Test
  void queries_areAskedOfTheChosenDataSource() {
    assertThat(dashboard.variables().stream().map(it -> it.get("name").asText()))
        .containsExactly("datasource", "instance");
    assertThat(dashboard.variables().get(0).get("type").asText()).isEqualTo("datasource");
    assertThat(dashboard.variables().get(0).get("query").asText()).isEqualTo("prometheus");
    List<JsonNode> asked = new ArrayList<>(dashboard.json().findValues("datasource"));
    assertThat(asked).hasSizeGreaterThan(8);
    assertThat(asked.stream().map(JsonNode::toString).distinct())
        .containsExactly("{\"type\":\"prometheus\",\"uid\":\"${datasource}\"}");
  }

  /** A panel that forgets it would add up what nobody chose. */
  @Test
  void queries_areAboutTheChosenInstances() {
    dashboard
        .queries("$instance", "$__rate_interval")
        .forEach(
            (name, query) ->
                assertThat(all(SELECTOR, query))
                    .as(name)
                    .isNotEmpty()
                    .allMatch(selector -> selector.endsWith("instance=~\"$instance\"")));
  }

  @Test
  void targets_haveLettersAndLegends() {
    for (JsonNode panel : dashboard.panels()) {
      List<JsonNode> targets = Dashboard.list(panel.get("targets"));
      assertThat(targets.stream().map(it -> it.get("refId").asText()))
          .isEqualTo(List.of("A", "B", "C").subList(0, targets.size()));
      assertThat(targets).noneMatch(it -> it.get("legendFormat").asText().isBlank());
    }
  }

  @Test
  void metrics_areInTheCatalogue() throws Exception {
    String catalogue = Files.readString(Shipped.PROMETHEUS.resolve("../docs/metrics.md"));

    assertThat(
            dashboard.queries("any", "5m").values().stream()
                .flatMap(query -> all(METRIC, query).stream())
                .map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
                .distinct())
        .hasSize(9)
        .allMatch(name -> catalogue.contains("| `" + name + "` |"));
  }

  private List<String> texts(String member) {
    return dashboard.panels().stream().map(panel -> panel.get(member).asText()).toList();
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
