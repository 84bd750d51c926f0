package customerio.agent.config;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Misspelt settings are the commonest mistake, and silence about them the commonest complaint. */
final class UnknownNames {

  private UnknownNames() {}

  static void report(Map<String, Source> names, Consumer<String> problems) {
    names.forEach(
        (name, source) -> {
          List<String> known =
              Keys.all().stream()
                  .map(key -> source == Source.ENVIRONMENT ? environment(key.name()) : key.name())
                  .toList();
          if (!known.contains(name)) {
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
