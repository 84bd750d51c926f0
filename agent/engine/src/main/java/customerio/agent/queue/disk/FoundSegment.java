package customerio.agent.queue.disk;

import java.nio.file.Path;

/**
 * A segment file that a dead JVM left.
 *
 * @param header its own, or the most likely one if that is damaged
 */
record FoundSegment(Path path, SegmentHeader header, boolean hasDamagedHeader) {

  String name() {
    return path.getFileName().toString();
  }

  boolean isOfSameJournal(FoundSegment other) {
    return header.instance().equals(other.header.instance());
  }
}
