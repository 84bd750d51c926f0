package customerio.agent.queue.disk;

import java.io.Closeable;
import java.io.IOException;

/** One open file. Not thread-safe, except that {@link #sync} may run beside an append. */
interface JournalFile extends Closeable {
  long length() throws IOException;

  /**
   * Writes at the current end with one system call where the platform allows it. On failure an
   * unknown part of the bytes may be in the file.
   */
  void append(byte[] bytes, int offset, int count) throws IOException;

  /**
   * @return how many bytes were read; less than {@code count} only at the end of the file
   */
  int read(long position, byte[] into, int offset, int count) throws IOException;

  /** Cuts the file; the next append goes there. */
  void truncate(long length) throws IOException;

  void sync() throws IOException;
}
