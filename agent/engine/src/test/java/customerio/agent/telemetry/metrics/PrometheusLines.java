package customerio.agent.telemetry.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format as a scraper would. */
final class PrometheusLines {
  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  record Line(String name, Map<String, String> labels, String value) {

    /** One for each combination of attributes: the buckets of a histogram are parts of one. */
    boolean isSeries() {
      return !name.endsWith("_bucket") && !name.endsWith("_sum");
    }
  }

  private PrometheusLines() {}

  static List<Line> of(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).map(PrometheusLines::line).toList();
  }

  private static Line line(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException("not a sample: " + line);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Line(sample.group(1), labels, sample.group(3));
  }
}
