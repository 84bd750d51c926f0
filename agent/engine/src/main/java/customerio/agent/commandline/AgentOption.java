package customerio.agent.commandline;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a JVM's arguments name our jar behind {@code -javaagent:}. */
final class AgentOption {
  /** The system property that says that the agent was attached to a running JVM. */
  static final String ATTACHED = "customerio-agent.attached";

  /** The arguments come in one string; a path may have spaces in it. */
  private static final Pattern OPTION = Pattern.compile("-javaagent:(.+?\\.jar)(?=[=\\s]|$)");

  private static final String NAME = "customerio-agent";
  private static final String PREMAIN = "customerio.agent.premain.Premain";

  private AgentOption() {}

  /**
   * @param arguments of the JVM
   * @param properties of it
   */
  static boolean isThere(String arguments, Properties properties) {
    return properties.containsKey(ATTACHED)
        || isIn(arguments, properties.getProperty("user.dir", ""));
  }

  /** What stands behind the equals sign, up to a space; "" for nothing, or if it is not there. */
  static String settings(String arguments, String directory) {
    Matcher option = OPTION.matcher(arguments);
    while (option.find()) {
      if (isOurs(option.group(1), directory)) {
        String rest = arguments.substring(option.end());
        return rest.startsWith("=") ? rest.substring(1).split("\\s", 2)[0] : "";
      }
    }
    return "";
  }

  /**
   * @param directory against which the JVM resolved relative paths
   */
  static boolean isIn(String arguments, String directory) {
    Matcher option = OPTION.matcher(arguments);
    while (option.find()) {
      if (isOurs(option.group(1), directory)) {
        return true;
      }
    }
    return false;
  }

  /** By its name, or whatever it was renamed to, by what it says of itself. */
  private static boolean isOurs(String jar, String directory) {
    try {
      Path path = Path.of(directory).resolve(jar);
      return path.getFileName().toString().startsWith(NAME) || isPremain(path);
    } catch (InvalidPathException | IOException unreadable) {
      return false;
    }
  }

  private static boolean isPremain(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      return manifest != null
          && PREMAIN.equals(manifest.getMainAttributes().getValue("Premain-Class"));
    }
  }
}
