package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert fires where it should and nowhere else, in Prometheus's own opinion. */
class AlertRulesTest {
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern FIRES =
      Pattern.compile("alertname: (\\w+)\\s+eval_time: \\w+\\s+exp_alerts:\\s+- exp_labels");
  private static final Pattern IS_QUIET =
      Pattern.compile("alertname: (\\w+)\\s+eval_time: \\w+\\s+exp_alerts: \\[]");

  @TempDir Path directory;

  @BeforeAll
  static void needsPromtool() {
    Installed.prometheusOrSkip();
  }

  @Test
  void configuration_andRules_areValid() throws Exception {
    assertThat(check("config", Shipped.CONFIGURATION)).startsWith("exit 0: ").contains("SUCCESS");
    assertThat(check("rules", Shipped.ALERTS)).startsWith("exit 0: ").contains("5 rules found");
  }

  @Test
  void alerts_fireAndKeepQuietAsTheirTestsSay() throws Exception {
    assertThat(test(Shipped.PROMETHEUS)).startsWith("exit 0: ").contains("SUCCESS");
  }

  @Test
  void everyAlert_hasATestInWhichItFiresAndOneInWhichItDoesNot() throws Exception {
    String tests = Files.readString(Shipped.ALERTS_TEST);
    Set<String> alerts = names(ALERT, Files.readString(Shipped.ALERTS));

    assertThat(alerts).hasSize(5);
    assertThat(names(FIRES, tests)).isEqualTo(alerts);
    assertThat(names(IS_QUIET, tests)).isEqualTo(alerts);
  }

  /** Thresholds, windows, patience, labels: none can change without a test that notices. */
  @Test
  void testsOfTheAlerts_noticeEveryChange() throws Exception {
    Files.copy(Shipped.ALERTS_TEST, directory.resolve(Shipped.ALERTS_TEST.getFileName()));
    String alerts = Files.readString(Shipped.ALERTS);
    for (List<String> change :
        List.of(
            List.of("error_type=\"queue_full\"", "error_type!=\"\""),
            List.of("[15m]", "[1h]"),
            List.of("sum by (job, instance) (increase", "sum by (job) (increase"),
            List.of("> 900", ">= 900"),
            List.of("for: 1m", "for: 0m"),
            List.of("=~\"open|half_open\"", "=\"open\""),
            List.of("=~\"open|half_open\"", "!=\"\""),
            List.of("for: 10m", "for: 9m"),
            List.of("for: 10m", "for: 11m"),
            List.of("> 0.8", ">= 0.8"),
            List.of("> 0.8", "> 0.9"),
            List.of("=\"dead_letter\"", "!=\"\""))) {
      String changed = alerts.replace(change.get(0), change.get(1));
      assertThat(changed).as(change.get(0)).isNotEqualTo(alerts);
      Files.writeString(directory.resolve(Shipped.ALERTS.getFileName()), changed);

      assertThat(test(directory)).as(change.toString()).startsWith("exit 1: ").contains("FAILED");
    }
  }

  private static String check(String what, Path file) throws Exception {
    return Promtool.says(Shipped.PROMETHEUS, "", "check", what, file.toString());
  }

  private static String test(Path where) throws Exception {
    return Promtool.says(where, "", "test", "rules", Shipped.ALERTS_TEST.getFileName().toString());
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().map(match -> match.group(1)).forEach(names::add);
    return names;
  }
}
