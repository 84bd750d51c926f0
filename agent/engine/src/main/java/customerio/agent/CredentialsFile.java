package customerio.agent;

import customerio.agent.credentials.CredentialVault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * One {@code Authorization} value a line, such as {@code Basic c2l0ZTprZXk=}; lines that begin with
 * # are comments. Lets a backlog leave before the application has called again.
 */
final class CredentialsFile {

  private CredentialsFile() {}

  /**
   * @param file null = none
   */
  static void read(Path file, CredentialVault vault, Consumer<String> log) {
    if (file == null) {
      return;
    }
    try {
      Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
          .map(String::trim)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(vault::learn);
    } catch (IOException | RuntimeException unreadable) {
      log.accept(
          "credentials.file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); a backlog waits until the application calls; give a readable file with one"
              + " Authorization value a line");
    }
  }
}
