package customerio.agent.config;

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

  private final SettingsSources sources;
  private final Consumer<String> problems;

  private SettingsReader(SettingsSources sources, Consumer<String> problems) {
    this.sources = sources;
    this.problems = problems;
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
    SettingsReader reader =
        new SettingsReader(
            new SettingsSources(arguments, properties, environment, problems), problems);
    UnknownNames.report(reader.sources.names(), problems);
    return Settings.from(reader);
  }

  boolean isGiven(Key<?> key) {
    return sources.find(key.name()) != null;
  }

  /** A URL can carry a password, and a file name be a credential that was put in its place. */
  private static String shown(String text) {
    boolean mayBeSecret = text.contains("@") || isCredential(text);
    return mayBeSecret
        ? " has a value that is not shown here, as it may hold a secret"
        : " is '" + text.replaceAll("\\p{Cntrl}", "?") + '\'';
  }

  /** Whether it is one that was put where the path of a file of such is expected. */
  static boolean isCredential(String text) {
    return CREDENTIAL.matcher(text).find() || KEY.matcher(text).matches();
  }

  <T> T value(Key<T> key) {
    SettingsSources.Found found = sources.find(key.name());
    if (found == null) {
      return key.parse(key.defaultText());
    }
    try {
      return key.parse(found.text());
    } catch (RuntimeException notUnderstood) {
      problems.accept(
          found.source().spell(key.name())
              + shown(found.text().trim())
              + "; expected "
              + key.expected()
              + "; using "
              + (key.defaultText().isEmpty() ? "none" : key.defaultText()));
      return key.parse(key.defaultText());
    }
  }
}
