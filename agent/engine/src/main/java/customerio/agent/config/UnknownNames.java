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
    String nearest = NearestName.among(known, name);
    String spelled = source == Source.PROPERTY ? SettingsSources.PROPERTY_PREFIX + name : name;
    return "unknown setting '"
        + spelled
        + "' is ignored"
        + (nearest == null ? "; the README lists all settings" : "; did you mean " + nearest + "?");
  }

  private static String environment(String key) {
    return SettingsSources.environmentName(key);
  }
}
