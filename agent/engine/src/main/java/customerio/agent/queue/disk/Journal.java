package customerio.agent.queue.disk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The segments of one instance directory. Thread-safe. */
final class Journal {
  private final Disk disk;
  private final InstanceDirectory directory;
  private final Usage usage;
  private final List<Segment> segments = new CopyOnWriteArrayList<>();

  Journal(Disk disk, InstanceDirectory directory, Usage usage) {
    this.disk = disk;
    this.directory = directory;
    this.usage = usage;
  }

  InstanceDirectory directory() {
    return directory;
  }

  /** Oldest first. */
  List<Segment> segments() {
    return segments;
  }

  void add(Segment segment) {
    segments.add(segment);
  }

  /** Nothing in it is to be delivered; what it may still hold is not understood. */
  boolean isDrained() {
    return segments.stream().allMatch(Segment::isLeftAlone);
  }

  /** Capture time of the first unsettled operation; {@link Long#MAX_VALUE} = none. */
  long oldestCapturedAtMillis() {
    for (Segment segment : segments) {
      long oldest = segment.oldestCapturedAtMillis();
      if (oldest != Long.MAX_VALUE) {
        return oldest;
      }
    }
    return Long.MAX_VALUE;
  }

  void flushOutcomes() throws IOException {
    for (Segment segment : segments) {
      segment.outcomes().flush();
    }
  }

  /** Gives back the space of segments in which nothing is needed. */
  void removeSpent() throws IOException {
    for (Segment segment : segments) {
      if (segment.isSpent()) {
        remove(segment);
      }
    }
  }

  void close() {
    segments.forEach(Segment::close);
  }

  /** Ends with it: what is left on disk is somebody else's from now on. */
  void leave() {
    for (Segment segment : segments) {
      usage.bytes(-segment.bytes() - segment.outcomes().bytes());
    }
    close();
    directory.deleteOrRelease();
  }

  /** In this order: outcomes without a segment are rubbish, the reverse would be sent again. */
  private void remove(Segment segment) throws IOException {
    segment.close();
    if (segment.isInHeap()) {
      segments.remove(segment);
      return;
    }
    disk.delete(segment.path());
    usage.bytes(-segment.bytes());
    segments.remove(segment);
    OutcomeLog outcomes = segment.outcomes();
    disk.delete(outcomes.path());
    usage.bytes(-outcomes.bytes());
  }
}
