package customerio.agent.config;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Misspelt settings are the commonest mistake, and silence about them the commonest complaint. */
final class UnknownNames {

  /**
   * Kill switches of clients, {@code client.okhttp.enabled}: the engine does not know the names.
   */
  private static final String CLIENT_SWITCH = "client\\.[a-z0-9-]+\\.enabled";

  private static final int CLOSE_ENOUGH = 4;

  private UnknownNames() {}

  static void report(Map<String, Source> names, Consumer<String> problems) {
    names.forEach(
        (name, source) -> {
          List<String> known =
              Keys.all().stream()
                  .map(key -> source == Source.ENVIRONMENT ? environment(key.name()) : key.name())
                  .toList();
          String plain =
              source == Source.ENVIRONMENT
                  ? name.substring(SettingsSources.ENVIRONMENT_PREFIX.length())
                      .toLowerCase(java.util.Locale.ROOT)
                      .replace('_', '.')
                  : name;
          if (!known.contains(name) && !plain.matches(CLIENT_SWITCH)) {
            problems.accept(unknown(name, source, known));
          }
        });
  }

  private static String unknown(String name, Source source, List<String> known) {
    String nearest = null;
    int best = CLOSE_ENOUGH;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    String spelled = source == Source.PROPERTY ? SettingsSources.PROPERTY_PREFIX + name : name;
    return "unknown setting '"
        + spelled
        + "' is ignored"
        + (nearest == null ? "; the README lists all settings" : "; did you mean " + nearest + "?");
  }

  private static String environment(String key) {
    return SettingsSources.environmentName(key);
  }

  /** Levenshtein, two rows. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
