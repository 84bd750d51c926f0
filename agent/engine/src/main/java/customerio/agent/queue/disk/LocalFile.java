package customerio.agent.queue.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file of the local file system.
 *
 * <p>Not a {@code FileChannel}: an interrupt of the thread that happens to write closes a channel
 * for every thread, and the thread is the application's. Not mapped memory: there a full disk is an
 * {@link InternalError}, or a signal, in the application's thread instead of an exception here.
 */
final class LocalFile implements JournalFile {
  private final RandomAccessFile file;

  LocalFile(Path path, String mode) throws IOException {
    file = new RandomAccessFile(path.toFile(), mode);
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public void append(byte[] bytes, int offset, int count) throws IOException {
    file.write(bytes, offset, count);
  }

  @Override
  public int read(long position, byte[] into, int offset, int count) throws IOException {
    file.seek(position);
    int total = 0;
    while (total < count) {
      int now = file.read(into, offset + total, count - total);
      if (now < 0) {
        break;
      }
      total += now;
    }
    return total;
  }

  @Override
  public void truncate(long length) throws IOException {
    file.setLength(length);
    file.seek(length);
  }

  @Override
  public void sync() throws IOException {
    // The descriptor, not getChannel().force(): the channel would be closed by an interrupt.
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
