package customerio.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The agent's own version, from the build. */
final class Version {

  private Version() {}

  static String text() {
    try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException | RuntimeException unknown) {
      return "unknown";
    }
  }
}
