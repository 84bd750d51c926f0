package customerio.agent.commandline;

import customerio.agent.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files that settings name: whether they are there, and for whom. */
final class NamedFiles {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private NamedFiles() {}

  /** A sentence for each that is missing, unreadable, or holds secrets that others can read. */
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    look("credentials.file", settings.credentialsFile(), true, problems);
    look("queue.key-file", settings.queue().keyFile(), true, problems);
    look("webhook.signing-key-file", settings.webhookKeyFile(), true, problems);
    look("routing.file", settings.routingFile(), false, problems);
    look("wrappers.file", settings.wrappersFile(), false, problems);
    return problems;
  }

  private static void look(String key, Path file, boolean isSecret, List<String> problems) {
    if (file == null || file.toString().isEmpty()) {
      return; // not given, or not understood, which has been said
    }
    if (!Files.isRegularFile(file)) {
      problems.add(key + ": there is no file " + file);
    } else if (!Files.isReadable(file)) {
      problems.add(key + ": " + file + " cannot be read; give it to the user of the application");
    } else if (isSecret && isOpenToOthers(file)) {
      problems.add(key + ": others can read or write " + file + "; chmod 600 it");
    }
  }

  private static boolean isOpenToOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException notPosix) {
      return false;
    }
  }
}
