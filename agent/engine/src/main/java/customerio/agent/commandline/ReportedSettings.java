package customerio.agent.commandline;

import java.util.ArrayList;
import java.util.List;

/**
 * What a running agent says of its settings, as agent arguments. Of one that was attached nothing
 * else does: its arguments are gone.
 */
final class ReportedSettings {
  private static final String DEFAULT = "default";

  private ReportedSettings() {}

  /**
   * Without those that are not shown as they may hold a secret.
   *
   * @param document as of {@code /status.json}
   */
  static String of(JsonTree document) {
    List<String> settings = new ArrayList<>();
    for (JsonTree setting : document.at("settings").elements()) {
      String value = setting.at("value").text();
      if (!setting.at("source").text().equals(DEFAULT) && !value.startsWith("(not shown")) {
        settings.add(setting.at("key").text() + '=' + value);
      }
    }
    return String.join(",", settings);
  }
}
