package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;

/** Begins the segments that take appends. Guarded by the appender's lock. */
final class SegmentStart {
  private final Disk disk;
  private final boolean durable;
  private final KeyRing keys;
  private final Clock clock;
  private final Usage usage;
  private final PayloadCache cache;
  private final Journals journals;
  private final FreeSpace free;

  SegmentStart(
      Disk disk,
      DiskQueueSettings settings,
      Clock clock,
      Usage usage,
      PayloadCache cache,
      Journals journals,
      FreeSpace free) {
    this.disk = disk;
    this.durable = settings.durability().outlivesMachine();
    this.keys = settings.keys();
    this.clock = clock;
    this.usage = usage;
    this.cache = cache;
    this.journals = journals;
    this.free = free;
  }

  /**
   * @param base never given before: should this fail, a file of that name may be left
   */
  ActiveSegment begin(long base) throws IOException {
    InstanceDirectory directory = journals.own().directory();
    free.require(directory.path());
    ActiveSegment begun;
    try {
      begun =
          ActiveSegment.start(
              disk, directory, base, clock, usage, cache, journals.nextOwnTurn(), keys);
    } catch (NoSuchFileException e) {
      journals.disown(); // somebody removed the directory; the next append gets a new one
      throw e;
    }
    journals.own().add(begun.segment());
    if (durable) {
      syncEntry(directory, begun);
    }
    return begun;
  }

  /** A synced file without a durable name is lost with the machine all the same. */
  private void syncEntry(InstanceDirectory directory, ActiveSegment begun) throws IOException {
    boolean synced = false;
    try {
      disk.syncDirectory(directory.path());
      synced = true;
    } finally {
      if (!synced) {
        begun.seal();
      }
    }
  }
}
