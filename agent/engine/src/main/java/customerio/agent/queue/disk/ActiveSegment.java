package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Routing;
import java.io.IOException;
import java.time.Clock;

/**
 * The segment that takes appends. A record counts as unfinished until the last step of its append;
 * whatever stops one before, an {@link IOException} or an {@link Error} anywhere, the next append
 * takes it back first. Guarded by the appender's lock, except for its commit.
 */
final class ActiveSegment {
  private final Segment segment;
  private final RecordWriter writer;
  private final GroupCommit commit;
  private final Usage usage;
  private final PayloadCache cache;
  private final KeyRing keys;
  private final RecordFrame frame;
  private long unfinishedAt = -1;
  private JournalTicket unfinished;

  private ActiveSegment(
      Segment segment, RecordWriter writer, Usage usage, PayloadCache cache, KeyRing keys) {
    this.segment = segment;
    this.writer = writer;
    this.commit = new GroupCommit(writer.file(), writer.end());
    this.usage = usage;
    this.cache = cache;
    this.keys = keys;
    this.frame = new RecordFrame(keys.newSeal());
  }

  static ActiveSegment start(
      Disk disk,
      InstanceDirectory directory,
      long base,
      Clock clock,
      Usage usage,
      PayloadCache cache,
      int turn,
      KeyRing keys)
      throws IOException {
    Segment segment = Segment.create(disk, directory, base, clock, usage, turn, keys);
    RecordWriter writer = RecordWriter.create(disk, segment.path(), segment.header());
    usage.bytes(writer.end());
    segment.setBytes(writer.end());
    return new ActiveSegment(segment, writer, usage, cache, keys);
  }

  Segment segment() {
    return segment;
  }

  GroupCommit commit() {
    return commit;
  }

  /** Where the newest record ends. */
  long end() {
    return writer.end();
  }

  /** A record that fits into no segment gets one for itself. */
  boolean hasRoomFor(long framedBytes, int segmentBytes) {
    return writer.end() + framedBytes <= segmentBytes || writer.end() == SegmentHeader.BYTES;
  }

  JournalTicket append(long sequence, long capturedAtMillis, Routing routing, byte[] payload)
      throws IOException {
    JournalTicket ticket =
        new JournalTicket(
            segment,
            sequence,
            Math.toIntExact(writer.end()),
            keys.storedBytes(payload.length),
            capturedAtMillis,
            routing);
    frame.fill(
        segment.salt(), RecordFormat.OPERATION, sequence, capturedAtMillis, routing, payload);
    segment.reserve();

    unfinishedAt = writer.end();
    try {
      writer.append(frame);
      cache.add(ticket, payload);
      segment.add(ticket, writer.end());
      commit.written(writer.end());
      unfinishedAt = -1;
    } finally {
      // No call, for which the stack may be too short; and only then, for with G1 a young object in
      // the field of an old one costs each append a fence.
      if (unfinishedAt >= 0) {
        unfinished = ticket;
      }
    }

    usage.bytes(frame.count());
    usage.pending(1);
    return ticket;
  }

  boolean isUnfinished() {
    return unfinishedAt >= 0;
  }

  void takeBackUnfinished() throws IOException {
    segment.remove(unfinished);
    cache.remove(unfinished);
    writer.cut(unfinishedAt);
    segment.setBytes(unfinishedAt);
    commit.written(unfinishedAt);
    unfinishedAt = -1;
  }

  /** The append is not to have happened: its record could not be made durable. */
  void forget(JournalTicket ticket) {
    if (segment.remove(ticket)) {
      cache.remove(ticket);
      usage.pending(-1);
    }
  }

  /**
   * After a failed sync: what was not durable was refused to its callers and must not come back.
   */
  void cutToDurable() {
    long end = Math.max(SegmentHeader.BYTES, commit.durable());
    usage.bytes(end - segment.bytes());
    segment.setBytes(end);
    try {
      writer.cut(end);
    } catch (IOException e) {
      // Then they are delivered once more after a restart, under the same ids.
    }
  }

  /** Takes no more appends. Never throws. */
  void seal() {
    writer.close();
    segment.seal();
  }
}
