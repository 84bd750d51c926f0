package customerio.agent.queue.disk;

import java.util.Arrays;
import java.util.Random;

/** A file in the heap, for sweeps over many thousands of variants. */
final class MemoryFile implements JournalFile {
  private static final int SECTOR = 512;

  private byte[] bytes;
  private int synced;

  MemoryFile(byte[] bytes) {
    this.bytes = bytes;
    this.synced = bytes.length;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** What a machine finds that lost its power: all that was synced, and any part of the rest. */
  void loseWhatIsNotSynced(Random random) {
    int length = synced + random.nextInt(bytes.length - synced + 1);
    bytes = Arrays.copyOf(bytes, length);
    for (int from = synced; from < length; from = (from / SECTOR + 1) * SECTOR) {
      if (random.nextInt(3) == 0) {
        Arrays.fill(bytes, from, Math.min(length, (from / SECTOR + 1) * SECTOR), (byte) 0);
      }
    }
    synced = length;
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
    System.arraycopy(bytes, (int) Math.min(position, bytes.length), into, offset, available);
    return available;
  }

  @Override
  public void truncate(long length) {
    bytes = Arrays.copyOf(bytes, (int) length);
    synced = Math.min(synced, bytes.length);
  }

  @Override
  public void sync() {
    synced = bytes.length;
  }

  @Override
  public void close() {}
}
