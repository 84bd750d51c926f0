package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;

/** What is left of a partition to everybody else: a queue must not be what fills it. */
final class FreeSpace {
  private final Disk disk;
  private final long minBytes;

  FreeSpace(Disk disk, long minBytes) {
    this.disk = disk;
    this.minBytes = minBytes;
  }

  void require(Path directory) throws IOException {
    if (minBytes > 0 && disk.usableBytes(directory) < minBytes) {
      throw new IOException(
          "the partition has less than the %d free bytes that are left to others"
              .formatted(minBytes));
    }
  }
}
