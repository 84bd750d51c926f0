package customerio.agent.config;

import java.nio.file.Path;

/** A path as people write it in settings. */
public final class UserPath {

  private UserPath() {}

  /**
   * Absolute, so that messages say where it is. {@code ~} is what people write in config files; no
   * shell expands it there, nor behind the equals sign of an agent argument.
   *
   * @throws java.nio.file.InvalidPathException it is none
   */
  public static Path of(String text) {
    String home = System.getProperty("user.home");
    return Path.of(text.startsWith("~/") && home != null ? home + text.substring(1) : text)
        .toAbsolutePath()
        .normalize();
  }
}
