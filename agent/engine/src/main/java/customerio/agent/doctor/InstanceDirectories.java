package customerio.agent.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which processes have written into a queue's directory, by what each says of itself in {@code
 * owner.json}. Locks are not tried: who tries one holds it for a moment, and keeps its owner out.
 */
final class InstanceDirectories {
  private static final String OWNER = "owner.json";
  private static final Pattern PID = Pattern.compile("\"pid\":(\\d{1,18})");

  private InstanceDirectories() {}

  /**
   * @param pid of the application that is looked at; 0 for none
   */
  static void look(Path directory, long pid, List<Finding> findings) {
    long left = 0;
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path owner : entries.map(entry -> entry.resolve(OWNER)).toList()) {
        long holder = holder(owner);
        if (holder == 0) {
          continue;
        }
        if (ProcessHandle.of(holder).isEmpty()) {
          left++;
        } else if (holder != pid) {
          findings.add(
              Finding.ok("owner", "pid " + holder + " uses " + owner.getParent().getFileName()));
        } else {
          findings.add(Finding.ok("owner", "pid " + pid + " has it"));
        }
      }
    } catch (IOException unreadable) {
      findings.add(
          Finding.warn(
              "owner", directory + " cannot be listed", "run this as the application's user"));
      return;
    }
    if (left > 0) {
      findings.add(
          Finding.ok(
              "owner",
              left + " part(s) of processes that have ended; the next start takes them over"));
    }
  }

  private static long holder(Path owner) {
    try {
      Matcher pid = PID.matcher(Files.readString(owner));
      return pid.find() ? Long.parseLong(pid.group(1)) : 0;
    } catch (IOException none) {
      return 0;
    }
  }
}
