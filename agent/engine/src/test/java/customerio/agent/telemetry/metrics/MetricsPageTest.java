package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/metrics.md is the catalogue's. */
class MetricsPageTest {
  private static final String BEGIN = "<!-- table: made from the catalogue -->\n";
  private static final String END = "<!-- end of table -->\n";

  /** The fresh table is left in the build directory, to be copied when the change is meant. */
  @Test
  void table_isTheCatalogue() throws IOException {
    Path fresh = Files.writeString(Path.of("target", "metrics-table.md"), table());
    String page = Files.readString(page());

    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
        .as("the table of docs/metrics.md; the fresh one is " + fresh.toAbsolutePath())
        .isEqualTo(table());
  }

  @Test
  void page_saysHowManySeriesThereAreAtMost() throws IOException {
    int most = Arrays.stream(Metric.values()).mapToInt(Metric::mostSeries).sum();

    assertThat(Files.readString(page())).contains("at most " + most + " series");
  }

  private static String table() {
    return """
        | OpenTelemetry | Prometheus | kind, unit | attributes and their values | most series |
        |---|---|---|---|---|
        """
        + Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    String bounds =
        metric.bounds() == null
            ? ""
            : "<br>bounds "
                + metric.bounds().upper().stream()
                    .map(PrometheusText::number)
                    .collect(Collectors.joining(" "));
    return "| `"
        + metric.metricName()
        + "`<br>"
        + metric.description()
        + " | `"
        + PrometheusText.name(metric)
        + "` | "
        + metric.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + ", `"
        + metric.unit()
        + "`"
        + bounds
        + " | "
        + metric.dimensions().stream()
            .map(MetricsPageTest::attribute)
            .collect(Collectors.joining("<br>"))
        + " | "
        + metric.mostSeries()
        + " |\n";
  }

  private static String attribute(Dimension dimension) {
    return "`"
        + dimension.key()
        + "`"
        + (dimension.optional() ? " (or absent)" : "")
        + ": "
        + (dimension.isOpen() ? dimension.meaning() : words(dimension.values()));
  }

  private static String words(List<String> values) {
    return values.stream().map(value -> '`' + value + '`').collect(Collectors.joining(" "));
  }

  private static Path page() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("RATIONALE.md"))) {
      directory = directory.getParent();
    }
    return directory.resolve("docs").resolve("metrics.md");
  }
}
