package customerio.agent.commandline;

import customerio.agent.config.DefaultQueueDirectory;
import customerio.agent.doctor.Patient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Makes of a running JVM, or of what one would be that is started here, a {@link Patient}. */
final class Patients {
  private static final String QUEUE_DIR = "queue.dir";
  private static final String CONFIG = "config";
  private static final String PROPERTY = "customerio.agent.";

  private static final String TRUSTED = "javax.net.ssl.trustStore";

  /** What decides how a JVM reaches a server. */
  private static final List<String> OF_THE_NETWORK =
      List.of(
          "http.proxy",
          "https.proxy",
          "http.nonProxyHosts",
          "socksProxy",
          "java.net.",
          "javax.net.ssl.",
          "jdk.tls.",
          "https.protocols",
          "jdk.http.auth.");

  private Patients() {}

  /** An application that would be started here. */
  static Patient here(String settings, String file, Map<String, String> environment) {
    Properties own = System.getProperties();
    GivenSettings given = GivenSettings.read(settings, own, environment, file);
    if (given.isDefault(QUEUE_DIR)) {
      String home = DefaultQueueDirectory.ofAllApplications().toString();
      given = GivenSettings.read(with(settings, QUEUE_DIR, home), own, environment, file);
    }
    return new Patient(
        0,
        own.getProperty("java.specification.version"),
        Path.of(own.getProperty("java.home")),
        Path.of("").toAbsolutePath(),
        "",
        environment,
        given.settings(),
        given.problems(),
        false);
  }

  /**
   * One that runs. From now on this JVM reaches servers as that one does.
   *
   * @param reported settings that its agent says it has, as agent arguments; "" for none
   */
  static Patient of(long pid, AttachTarget target, String reported) throws IOException {
    Properties properties = target.properties();
    properties.stringPropertyNames().stream()
        .filter(name -> OF_THE_NETWORK.stream().anyMatch(name::startsWith))
        .forEach(name -> System.setProperty(name, properties.getProperty(name)));
    Path directory = Path.of(properties.getProperty("user.dir", "/"));
    String trusted = properties.getProperty(TRUSTED, "");
    if (!trusted.isEmpty()) {
      System.setProperty(TRUSTED, directory.resolve(trusted).toString());
    }
    Map<String, String> environment = environment(pid);
    String arguments = target.arguments();
    String own = AgentOption.settings(arguments, directory.toString());
    String settings = own.isEmpty() || reported.isEmpty() ? own + reported : own + ',' + reported;
    GivenSettings given = settings(settings, properties, environment, directory);
    return new Patient(
        pid,
        properties.getProperty("java.specification.version", ""),
        Path.of(properties.getProperty("java.home", "/")),
        directory,
        arguments,
        environment,
        given.settings(),
        given.problems(),
        AgentOption.isThere(arguments, properties));
  }

  /** With paths as that process understands them. */
  private static GivenSettings settings(
      String text, Properties properties, Map<String, String> environment, Path directory) {
    String settings = text;
    String config =
        first(
            argument(text, CONFIG),
            properties.getProperty(PROPERTY + CONFIG),
            environment.get("CUSTOMERIO_AGENT_CONFIG"));
    if (!config.isEmpty()) {
      settings = with(settings, CONFIG, directory.resolve(config).toString());
    }
    GivenSettings given = GivenSettings.read(settings, properties, environment, "");
    Path queue =
        given.isDefault(QUEUE_DIR)
            ? DefaultQueueDirectory.path(
                properties.getProperty("user.home"),
                properties.getProperty("sun.java.command", ""),
                directory.toString())
            : directory.resolve(given.text(QUEUE_DIR));
    String elsewhere = with(settings, QUEUE_DIR, queue.toString());
    return GivenSettings.read(elsewhere, properties, environment, "");
  }

  private static String argument(String settings, String key) {
    for (String piece : settings.split(",")) {
      if (piece.startsWith(key + '=')) {
        return piece.substring(key.length() + 1);
      }
    }
    return "";
  }

  /** The last one of a key is in force. */
  private static String with(String settings, String key, String value) {
    return (settings.isEmpty() ? "" : settings + ',') + key + '=' + value;
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (text != null && !text.isBlank()) {
        return text.trim();
      }
    }
    return "";
  }

  /** Of a process of ours on Linux; elsewhere it cannot be known. */
  private static Map<String, String> environment(long pid) {
    Map<String, String> environment = new HashMap<>();
    try {
      String all =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
      for (String variable : all.split("\0")) {
        int equals = variable.indexOf('=');
        if (equals > 0) {
          environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
      }
    } catch (IOException unknown) {
      // settings that were given so are missed
    }
    return environment;
  }
}
