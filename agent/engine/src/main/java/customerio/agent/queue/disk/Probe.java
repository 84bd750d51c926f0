package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Finds out whether a disk that failed takes records again, without a record. */
final class Probe {
  /** Above any inline data and reserve of a file system that is full to the last block. */
  static final int BYTES = 8 << 10;

  private static final String NAME = "probe" + SegmentFiles.UNFINISHED;

  private Probe() {}

  static void write(Disk disk, InstanceDirectory directory, Durability durability)
      throws IOException {
    Path path = directory.path().resolve(NAME);
    disk.delete(path);
    try (JournalFile file = disk.create(path)) {
      file.append(new byte[BYTES], 0, BYTES);
      if (durability == Durability.FSYNC) {
        file.sync();
      }
    } finally {
      disk.delete(path);
    }
  }
}
