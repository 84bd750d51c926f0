package customerio.agent.queue.disk;

import java.util.Arrays;

/** A file in the heap, for sweeps over many thousands of variants. */
final class MemoryFile implements JournalFile {
  private byte[] bytes;

  MemoryFile(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void append(byte[] more, int offset, int count) {
    int end = bytes.length;
    bytes = Arrays.copyOf(bytes, end + count);
    System.arraycopy(more, offset, bytes, end, count);
  }

  @Override
  public int read(long position, byte[] into, int offset, int count) {
    int available = (int) Math.max(0, Math.min(count, bytes.length - position));
    System.arraycopy(bytes, (int) position, into, offset, available);
    return available;
  }

  @Override
  public void truncate(long length) {
    bytes = Arrays.copyOf(bytes, (int) length);
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
