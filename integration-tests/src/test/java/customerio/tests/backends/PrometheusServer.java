package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prometheus of this machine, with the shipped configuration but for its target and its pace. */
final class PrometheusServer implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("msg=\"Listening on\" address=(127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final URI root;

  private PrometheusServer(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /**
   * @param directory of its own
   * @param target host and port whose {@code /metrics} it is to read
   */
  static PrometheusServer start(Path directory, String target) throws IOException {
    Files.copy(Shipped.ALERTS, directory.resolve(Shipped.ALERTS.getFileName()));
    Path configuration =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            replaced(
                replaced(Files.readString(Shipped.CONFIGURATION), "127.0.0.1:9877", target),
                ": 15s",
                ": 250ms"));
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .start();
    try {
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      URI root = URI.create("http://" + addressOf(said) + "/");
      Thread drain = new Thread(() -> said.lines().forEach(any -> {}), "prometheus-output");
      drain.setDaemon(true);
      drain.start();
      return new PrometheusServer(process, root);
    } catch (IOException | RuntimeException | Error failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  /** The value of each series at this moment, by its labels. */
  Map<Map<String, String>, Double> query(String expression) throws Exception {
    JsonNode answer =
        get("api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    assertThat(answer.at("/data/resultType").asText()).as(expression).isEqualTo("vector");
    Map<Map<String, String>, Double> values = new HashMap<>();
    for (JsonNode series : answer.at("/data/result")) {
      Map<String, String> labels = new TreeMap<>();
      series
          .get("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      String value = series.get("value").get(1).asText();
      values.put(labels, Double.valueOf(value.replace("+Inf", "Infinity")));
    }
    return values;
  }

  /** Asks until it is such: it scrapes four times a second. */
  Map<Map<String, String>, Double> awaits(
      String expression, Predicate<Map<Map<String, String>, Double>> such) throws Exception {
    return Asking.until(process.toHandle(), () -> query(expression), such);
  }

  /** Returns when it has seen all that is so by now. */
  void awaitScrape() throws Exception {
    // one that takes longer than the time between two, as on a busy machine, sees nothing
    String begunSince = "timestamp(up) > " + System.currentTimeMillis() / 1e3 + " and up == 1";
    assertThat(awaits(begunSince, values -> !values.isEmpty())).isNotEmpty();
  }

  /** Each alerting rule. */
  List<JsonNode> alerts() throws Exception {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : get("api/v1/rules?type=alert").at("/data/groups")) {
      group.get("rules").forEach(alerts::add);
    }
    return alerts;
  }

  private JsonNode get(String path) throws Exception {
    JsonNode answer = Http.get(root.resolve(path));
    assertThat(answer.get("status").asText()).as(answer.toString()).isEqualTo("success");
    return answer;
  }

  @Override
  public void close() {
    process.toHandle().destroy(); // Process.destroy() would close its output while it is read
    process.onExit().join(); // its data are removed next
  }

  /**
   * Reads until it listens and is ready, and not on: there may be nothing more to read.
   *
   * @return host and port
   */
  static String addressOf(BufferedReader said) throws IOException {
    StringBuilder all = new StringBuilder();
    String address = null;
    boolean ready = false;
    while (address == null || !ready) {
      String line = said.readLine();
      if (line == null) {
        throw new AssertionError("Prometheus has ended: " + all);
      }
      all.append(line).append('\n');
      Matcher listens = LISTENS.matcher(line);
      address = listens.find() ? listens.group(1) : address;
      ready |= line.contains("Server is ready");
    }
    return address;
  }

  private static String replaced(String text, String old, String fresh) {
    assertThat(text).contains(old);
    return text.replace(old, fresh);
  }
}
