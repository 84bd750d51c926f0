package customerio.agent.operations;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new file that only the user of this process can read from its first byte on. It is there whole,
 * and durable, or not at all.
 */
final class PrivateFile {

  /** Writes the content of a file. */
  interface Content<T> {
    T write(OutputStream out) throws IOException;
  }

  private PrivateFile() {}

  /**
   * @return what the content returns
   * @throws java.nio.file.FileAlreadyExistsException nothing is overwritten
   */
  static <T> T create(Path file, Content<T> content) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file));
    boolean complete = false;
    try (channel) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      T result = content.write(out);
      out.flush();
      channel.force(true);
      complete = true;
      return result;
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
