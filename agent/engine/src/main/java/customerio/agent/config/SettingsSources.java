package customerio.agent.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The four places where settings are looked for, each as key → text. */
final class SettingsSources {
  static final String PROPERTY_PREFIX = "customerio.agent.";
  static final String ENVIRONMENT_PREFIX = "CUSTOMERIO_AGENT_";
  private static final String FILE_KEY = "config";

  private final Map<Source, Map<String, String>> texts = new EnumMap<>(Source.class);

  SettingsSources(
      String arguments,
      Properties properties,
      Map<String, String> environment,
      Consumer<String> problems) {
    texts.put(Source.ARGUMENT, arguments(arguments == null ? "" : arguments, problems));
    texts.put(Source.PROPERTY, properties(properties));
    texts.put(Source.ENVIRONMENT, environment(environment));
    texts.put(Source.FILE, Map.of());
    Found file = find(FILE_KEY);
    if (file != null) {
      texts.put(Source.FILE, file(file, problems));
    }
  }

  record Found(Source source, String text) {}

  /** The most important text for the key, or null. */
  Found find(String key) {
    for (Map.Entry<Source, Map<String, String>> source : texts.entrySet()) {
      Map<String, String> of = source.getValue();
      String text = of.get(source.getKey() == Source.ENVIRONMENT ? environmentName(key) : key);
      // containers hand on variables that nobody has set as empty ones
      if (text != null && !text.isBlank()) {
        return new Found(source.getKey(), text);
      }
    }
    return null;
  }

  /** Every name that is given anywhere, as spelled there. */
  Map<String, Source> names() {
    Map<String, Source> names = new LinkedHashMap<>();
    texts.forEach((source, of) -> of.keySet().forEach(name -> names.putIfAbsent(name, source)));
    names.remove(FILE_KEY);
    names.remove(environmentName(FILE_KEY));
    return names;
  }

  static String environmentName(String key) {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** {@code k=v,k=v}; a piece without an equals sign belongs to the value before it. */
  private static Map<String, String> arguments(String text, Consumer<String> problems) {
    Map<String, String> found = new LinkedHashMap<>();
    String last = null;
    for (String piece : text.split(",")) {
      int equals = piece.indexOf('=');
      if (equals > 0) {
        last = piece.substring(0, equals).trim();
        found.put(last, piece.substring(equals + 1));
      } else if (last != null) {
        found.merge(last, piece, (value, more) -> value + ',' + more);
      } else if (!piece.isBlank()) {
        problems.accept(
            "agent argument "
                + quoted(piece.trim())
                + " is not key=value and is ignored; write for example mode=async,queue.dir=/var/lib/app");
      }
    }
    return found;
  }

  /** Somebody may have put a key in its place. */
  private static String quoted(String text) {
    return SettingsReader.isCredential(text) ? EffectiveSetting.HIDDEN : '\'' + text + '\'';
  }

  private static Map<String, String> properties(Properties properties) {
    Map<String, String> found = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PROPERTY_PREFIX)) {
        found.put(name.substring(PROPERTY_PREFIX.length()), properties.getProperty(name));
      }
    }
    return found;
  }

  private static Map<String, String> environment(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            found.put(name, value);
          }
        });
    return found;
  }

  private static Map<String, String> file(Found where, Consumer<String> problems) {
    Properties properties = new Properties();
    try (InputStreamReader reader =
        new InputStreamReader(
            Files.newInputStream(UserPath.of(where.text().trim())), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | RuntimeException unreadable) {
      problems.accept(
          "the config file "
              + quoted(where.text().trim())
              + " ("
              + where.source().spell(FILE_KEY)
              + ") cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); the agent goes on without it; give the path of a readable properties file");
      return Map.of();
    }
    Map<String, String> found = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> found.put(name, properties.getProperty(name)));
    found.keySet().removeIf(name -> comesTooLate(name, problems));
    return found;
  }

  private static boolean comesTooLate(String name, Consumer<String> problems) {
    if (!Keys.isNeededAtTheStart(name)) {
      return false;
    }
    problems.accept(
        name
            + " in the config file is ignored, as that is not read at the start; give it as agent"
            + " argument, system property or environment variable");
    return true;
  }
}
