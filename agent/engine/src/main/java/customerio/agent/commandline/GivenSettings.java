package customerio.agent.commandline;

import customerio.agent.config.EffectiveSetting;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.agent.wrappers.WrapperFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Settings as an application would have them that is started with these texts, and what it would
 * say about them.
 *
 * @param problems a sentence each; they say what is in force instead
 */
record GivenSettings(Settings settings, List<String> problems) {
  private static final String DEFAULT = "default";

  /** Of a JVM in which the agent runs: which queue directories it holds. No setting. */
  private static final String REGISTRY = "customerio.agent.queue.held:";

  private static final String CONFIG = "customerio.agent.config";

  /** The default of this setting depends on what the application is called. */
  private static final String QUEUE_DIR = "queue.dir";

  /**
   * @param arguments as behind {@code -javaagent:…=}; "" for none
   * @param properties with those of other programs; not changed
   * @param file the config file; "" for the one that the others name, or none
   */
  static GivenSettings read(
      String arguments, Properties properties, Map<String, String> environment, String file) {
    Properties all = new Properties();
    properties.stringPropertyNames().stream()
        .filter(name -> !name.startsWith(REGISTRY))
        .forEach(name -> all.setProperty(name, properties.getProperty(name)));
    if (!file.isEmpty()) {
      all.setProperty(CONFIG, file);
    }
    List<String> problems = new ArrayList<>();
    Settings settings = SettingsReader.read(arguments, all, environment, problems::add);
    List<String> everything = new ArrayList<>(problems);
    everything.addAll(NamedFiles.problems(settings));
    everything.addAll(ofWrappers(settings.wrappersFile(), environment));
    return new GivenSettings(settings, List.copyOf(everything));
  }

  /** A missing file is told with the others. */
  private static List<String> ofWrappers(Path file, Map<String, String> environment) {
    return file == null || !Files.isReadable(file)
        ? List.of()
        : WrapperFile.read(file.toString(), environment).problems().stream()
            .map(problem -> "wrappers.file, " + problem.subject() + ": " + problem.sentence())
            .toList();
  }

  boolean isDefault(String key) {
    return settings.effective().stream()
        .anyMatch(setting -> setting.key().equals(key) && setting.source().equals(DEFAULT));
  }

  /** As it was written, or may be shown. */
  String text(String key) {
    return settings.effective().stream()
        .filter(setting -> setting.key().equals(key))
        .map(EffectiveSetting::value)
        .findFirst()
        .orElse("");
  }

  /** All of them, in their order. */
  List<EffectiveSetting> effective() {
    return settings.effective().stream().map(GivenSettings::ofAnyApplication).toList();
  }

  private static EffectiveSetting ofAnyApplication(EffectiveSetting setting) {
    return setting.key().equals(QUEUE_DIR) && setting.source().equals(DEFAULT)
        ? new EffectiveSetting(QUEUE_DIR, "~/.customerio-agent/APPLICATION", setting.source())
        : setting;
  }
}
