package customerio.agent.atrest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether only the user of this process can read a key file and decide which one it is.
 *
 * <p>Containers mount secrets as links, owned by root and readable by the group of the process.
 * Root could read the key in any case, so what root owns is fine: a link of root's, and then a file
 * that its group may read. Anybody else's link or file is refused, since its owner could exchange
 * the key.
 */
final class KeyFileOwnership {
  private static final int ROOT = 0;
  private static final int MAX_LINKS = 8;

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeyFileOwnership() {}

  static void check(Path file) throws UnusableKeyException {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        check(file, currentUser());
      }
    } catch (NoSuchFileException missing) {
      throw KeyFile.refused(file, "is not there; give the path of a file with a key a line");
    } catch (IOException unknown) {
      throw KeyFile.refused(
          file, "cannot be checked (" + unknown.getClass().getSimpleName() + "); make it readable");
    }
  }

  /**
   * @param user id of the one who may read it
   */
  static void check(Path file, int user) throws IOException, UnusableKeyException {
    Path at = file;
    for (int i = 0; i < MAX_LINKS && Files.isSymbolicLink(at); i++) {
      requireOwner(file, at, user);
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    if (!Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
      Files.readAttributes(at, "unix:mode", LinkOption.NOFOLLOW_LINKS); // says if it is not there
      throw KeyFile.refused(file, "is no file; give the path of a file with a key a line");
    }
    int owner = requireOwner(file, at, user);
    Set<PosixFilePermission> forbidden = EnumSet.copyOf(OF_OTHERS);
    if (owner == user) {
      forbidden.add(PosixFilePermission.GROUP_READ);
    }
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(at);
    if (given.stream().anyMatch(forbidden::contains)) {
      throw KeyFile.refused(
          file,
          "is open to other users of this machine ("
              + PosixFilePermissions.toString(given)
              + "); run chmod 600 on it");
    }
  }

  private static int requireOwner(Path file, Path at, int user)
      throws IOException, UnusableKeyException {
    int owner = (int) Files.getAttribute(at, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (owner != user && owner != ROOT) {
      throw KeyFile.refused(
          file, "belongs to another user, who could exchange the key; run chown on it");
    }
    return owner;
  }

  /**
   * Java knows no user id of its own; who creates a file owns it. Where nothing can be created, the
   * kernel tells, unless the process has privileges that hide it.
   */
  private static int currentUser() throws IOException {
    Path probe;
    try {
      probe = Files.createTempFile("customerio-agent", null);
    } catch (IOException readOnly) {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
    try {
      return (int) Files.getAttribute(probe, "unix:uid");
    } finally {
      Files.delete(probe);
    }
  }
}
