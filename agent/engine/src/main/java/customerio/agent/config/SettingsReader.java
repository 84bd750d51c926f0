package customerio.agent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds, reads and explains settings. A value that is not understood never stops the application or
 * the agent: the default applies and one line says so.
 */
public final class SettingsReader {
  private static final Pattern CREDENTIAL = Pattern.compile("(?i)^(basic|bearer)\\s");

  /** Longer than the name of a file tends to be, and without what paths have. */
  private static final Pattern KEY = Pattern.compile("[\\w+=-]{24,}");

  private static final Pattern PARTS_OF_URL = Pattern.compile("[/;,&]");

  private final SettingsSources sources;
  private final Consumer<String> problems;
  private final List<String> told;
  private final Map<String, EffectiveSetting> effective = new HashMap<>();

  private SettingsReader(SettingsSources sources, Consumer<String> problems, List<String> told) {
    this.sources = sources;
    this.problems = problems;
    this.told = told;
  }

  /**
   * @param arguments what stands behind the equals sign of {@code -javaagent:…=}; may be null
   * @param problems told one line for each thing that is wrong
   */
  public static Settings read(
      String arguments,
      Properties properties,
      Map<String, String> environment,
      Consumer<String> problems) {
    List<String> told = new ArrayList<>();
    Consumer<String> kept =
        problem -> {
          told.add(problem);
          problems.accept(problem);
        };
    SettingsReader reader =
        new SettingsReader(
            new SettingsSources(arguments, properties, environment, kept), kept, told);
    UnknownNames.report(reader.sources.names(), kept);
    return Settings.from(reader);
  }

  /**
   * In the order in which the settings are defined.
   *
   * @param derived key → what is in force where nothing is given
   */
  List<EffectiveSetting> effective(Map<String, String> derived) {
    List<EffectiveSetting> all = new ArrayList<>();
    for (Key<?> key : Keys.all()) {
      EffectiveSetting known = effective.get(key.name());
      if (known == null) {
        // used before there are settings, or only if it is given
        known = EffectiveSetting.of(key, sources.find(key.name()));
      }
      String text = derived.get(key.name());
      all.add(text == null || isGiven(key) ? known : known.derived(text));
    }
    return List.copyOf(all);
  }

  /** What has been wrong so far. */
  List<String> problems() {
    return List.copyOf(told);
  }

  boolean isGiven(Key<?> key) {
    return sources.find(key.name()) != null;
  }

  /** A URL can carry a password, and a file name be a credential that was put in its place. */
  private static String shown(String text) {
    return mayBeSecret(text)
        ? " has a value that is not shown here, as it may hold a secret"
        : " is '" + text.replaceAll("\\p{Cntrl}", "?") + '\'';
  }

  static boolean mayBeSecret(String text) {
    return text.contains("@")
        || isCredential(text)
        || text.contains("://") && PARTS_OF_URL.splitAsStream(text).anyMatch(part -> isToken(part));
  }

  /** Gateways are handed keys in paths and queries, too. */
  private static boolean isToken(String part) {
    return part.contains("?") || KEY.matcher(part).matches();
  }

  /** Whether it is one that was put where the path of a file of such is expected. */
  static boolean isCredential(String text) {
    return CREDENTIAL.matcher(text).find() || KEY.matcher(text).matches();
  }

  <T> T value(Key<T> key) {
    SettingsSources.Found found = sources.find(key.name());
    if (found == null) {
      effective.put(key.name(), EffectiveSetting.of(key, null));
      return key.parse(key.defaultText());
    }
    try {
      T value = key.parse(found.text());
      effective.put(key.name(), EffectiveSetting.of(key, found));
      return value;
    } catch (RuntimeException notUnderstood) {
      problems.accept(
          found.source().spell(key.name())
              + shown(found.text().trim())
              + "; expected "
              + key.expected()
              + "; using "
              + (key.defaultText().isEmpty() ? "none" : key.defaultText()));
      effective.put(key.name(), EffectiveSetting.of(key, null));
      return key.parse(key.defaultText());
    }
  }
}
