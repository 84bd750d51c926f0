package customerio.agent.atrest;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps files to the user of this process: from their birth, so that there is no moment in which
 * others could open them, and whatever the umask. Elsewhere than on POSIX the directory's own
 * protection is what there is.
 */
public final class OwnerOnly {

  private OwnerOnly() {}

  public static void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory, attributes(directory, "rwx------"));
  }

  /** Fine if it exists. */
  public static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, "rw-------"));
    } catch (FileAlreadyExistsException earlier) {
      // it was born the same way
    }
  }

  /**
   * What is in the directory is closed to others, but who can write to it can take files away and
   * put others there.
   *
   * @param log told one line if others can
   */
  public static void warnIfOthersWrite(Path directory, Consumer<String> log) {
    try {
      if (!isPosix(directory)) {
        return;
      }
      Set<PosixFilePermission> given = Files.getPosixFilePermissions(directory);
      if (given.contains(PosixFilePermission.GROUP_WRITE)
          || given.contains(PosixFilePermission.OTHERS_WRITE)) {
        log.accept(
            "queue.dir "
                + directory
                + " can be written by other users of this machine ("
                + PosixFilePermissions.toString(given)
                + "), who can remove what waits there; it is used all the same; run chmod 700 on it");
      }
    } catch (IOException | RuntimeException notThere) {
      // why it cannot be used is said where it is used
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
