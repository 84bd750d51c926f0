package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Finds the segments of a directory and puts them in order: by what they say themselves, not by
 * their names, which people can change. What is no file of ours is left alone, whatever its name; a
 * link is not followed.
 */
final class SegmentInventory {
  private final Disk disk;
  private final Incidents incidents;

  SegmentInventory(Disk disk, Incidents incidents) {
    this.disk = disk;
    this.incidents = incidents;
  }

  /** What is rubbish without a segment. */
  void removeRubbish(Path directory) throws IOException {
    List<String> names = disk.list(directory);
    for (String name : names) {
      boolean rubbish =
          SegmentFiles.isUnfinished(name)
              || (SegmentFiles.isOutcomes(name) && !names.contains(SegmentFiles.recordsOf(name)));
      if (rubbish && disk.isFile(directory.resolve(name))) {
        disk.delete(directory.resolve(name));
      }
    }
  }

  /** In order of sequence; changes nothing. */
  List<FoundSegment> of(Path directory, UUID instance) throws IOException {
    List<FoundSegment> found = new ArrayList<>();
    for (String name : disk.list(directory)) {
      Path path = directory.resolve(name);
      if (SegmentFiles.isRecords(name) && disk.isFile(path)) {
        FoundSegment segment = segment(instance, path);
        if (segment != null) {
          found.add(segment);
        }
      }
    }
    found.sort(
        Comparator.comparingLong((FoundSegment segment) -> segment.header().base())
            .thenComparing(segment -> segment.header().instance())
            .thenComparing(FoundSegment::name));
    return found;
  }

  private FoundSegment segment(UUID instance, Path path) throws IOException {
    byte[] bytes = new byte[SegmentHeader.BYTES];
    try (JournalFile file = disk.openForReading(path)) {
      SegmentHeader header = SegmentHeader.decode(bytes, read(file, bytes));
      if (header == null) {
        return new FoundSegment(path, likely(file, path, instance, bytes), true);
      }
      if (isForThisVersion(path, header, SegmentHeader.Kind.OPERATIONS) && hasKnownOutcomes(path)) {
        return new FoundSegment(path, header, false);
      }
    }
    return null;
  }

  /** A header that cannot be read is as good as a damaged one. */
  private static int read(JournalFile file, byte[] into) {
    try {
      return file.read(0, into, 0, into.length);
    } catch (IOException e) {
      return 0;
    }
  }

  private boolean hasKnownOutcomes(Path segment) throws IOException {
    Path path = SegmentFiles.outcomesOf(segment);
    if (!disk.isFile(path)) {
      return true;
    }
    byte[] bytes = new byte[SegmentHeader.BYTES];
    try (JournalFile file = disk.openForReading(path)) {
      SegmentHeader header = SegmentHeader.decode(bytes, read(file, bytes));
      return header == null || isForThisVersion(path, header, header.kind());
    }
  }

  private boolean isForThisVersion(Path path, SegmentHeader header, SegmentHeader.Kind expected) {
    if (header.isUnderstood(expected)) {
      return true;
    }
    incidents.leftAlone(
        path,
        "has format %d, this agent knows %d".formatted(header.version(), SegmentHeader.VERSION));
    return false;
  }

  /**
   * The records tell what a damaged header does not: their checksums whose journal they are of, the
   * lowest sequence where the segment belongs.
   */
  private static SegmentHeader likely(
      JournalFile file, Path path, UUID directory, byte[] damagedHeader) throws IOException {
    Census own = Census.of(file, directory);
    Census foreign = Census.of(file, SegmentHeader.instance(damagedHeader));
    Census more = foreign.records > own.records ? foreign : own;
    long base = more.records > 0 ? more.first : SegmentFiles.base(path.getFileName().toString());
    return SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, base, 0, more.instance);
  }

  /** What a file holds of one journal. */
  private record Census(UUID instance, int records, long first) {

    static Census of(JournalFile file, UUID instance) throws IOException {
      long[] first = {Long.MAX_VALUE};
      SegmentScanner scanner =
          new SegmentScanner(file, SegmentHeader.salt(instance))
              .scan(
                  RecordFormat.OPERATION,
                  (in, at, offset) -> first[0] = Math.min(first[0], RecordFormat.sequence(in, at)));
      return new Census(instance, scanner.records(), first[0]);
    }
  }
}
