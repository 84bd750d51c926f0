package customerio.agent.queue.disk;

import java.time.Duration;
import java.util.Objects;

/**
 * How a disk queue behaves. All sizes are bytes.
 *
 * @param durability what an accepted operation survives; {@link Durability#MEMORY} is refused
 * @param maxBytes bound over everything kept on disk, dead letters and adopted journals included;
 *     outcomes may exceed it by their own size, since refusing them would free nothing
 * @param segmentBytes a segment is closed when the next record would exceed this; 4 KiB to 1 GiB.
 *     Space comes back by whole segments, so small ones give it back sooner
 * @param deadLetterBytes bound of the dead letters; the oldest file goes first
 * @param cacheBytes heap for payloads of recent appends; 0 = every read goes to the file
 * @param minFreeBytes appends are refused while the partition has less free space; 0 = no check
 * @param syncInterval of {@link Durability#INTERVAL}: the most that a dead machine can cost
 */
public record DiskQueueSettings(
    Durability durability,
    long maxBytes,
    int segmentBytes,
    long deadLetterBytes,
    long cacheBytes,
    long minFreeBytes,
    Duration syncInterval) {

  private static final int MIN_SEGMENT_BYTES = 4 << 10;
  private static final int MAX_SEGMENT_BYTES = 1 << 30;

  /**
   * @throws IllegalArgumentException a value is out of its range; the message names it
   */
  public DiskQueueSettings {
    Objects.requireNonNull(durability, "durability");
    Objects.requireNonNull(syncInterval, "syncInterval");
    require(
        durability != Durability.MEMORY,
        "durability=memory keeps operations off the disk, and this queue is on disk:"
            + " use process, interval or fsync");
    require(
        segmentBytes >= MIN_SEGMENT_BYTES && segmentBytes <= MAX_SEGMENT_BYTES,
        "segmentBytes must be 4 KiB to 1 GiB, not " + segmentBytes);
    require(
        maxBytes >= segmentBytes,
        "maxBytes must hold at least one segment of " + segmentBytes + " bytes, not " + maxBytes);
    require(
        deadLetterBytes >= MIN_SEGMENT_BYTES,
        "deadLetterBytes must be 4 KiB or more, not " + deadLetterBytes);
    require(cacheBytes >= 0, "cacheBytes must not be negative: " + cacheBytes);
    require(minFreeBytes >= 0, "minFreeBytes must not be negative: " + minFreeBytes);
    require(
        !syncInterval.isNegative() && !syncInterval.isZero(),
        "syncInterval must be longer than nothing, not " + syncInterval);
  }

  public static DiskQueueSettings defaults() {
    return new DiskQueueSettings(
        Durability.PROCESS,
        512L << 20,
        16 << 20,
        64L << 20,
        32L << 20,
        256L << 20,
        Duration.ofMillis(100));
  }

  public DiskQueueSettings withDurability(Durability value) {
    return new DiskQueueSettings(
        value, maxBytes, segmentBytes, deadLetterBytes, cacheBytes, minFreeBytes, syncInterval);
  }

  public DiskQueueSettings withMaxBytes(long value) {
    return new DiskQueueSettings(
        durability, value, segmentBytes, deadLetterBytes, cacheBytes, minFreeBytes, syncInterval);
  }

  public DiskQueueSettings withSegmentBytes(int value) {
    return new DiskQueueSettings(
        durability, maxBytes, value, deadLetterBytes, cacheBytes, minFreeBytes, syncInterval);
  }

  public DiskQueueSettings withDeadLetterBytes(long value) {
    return new DiskQueueSettings(
        durability, maxBytes, segmentBytes, value, cacheBytes, minFreeBytes, syncInterval);
  }

  public DiskQueueSettings withCacheBytes(long value) {
    return new DiskQueueSettings(
        durability, maxBytes, segmentBytes, deadLetterBytes, value, minFreeBytes, syncInterval);
  }

  public DiskQueueSettings withMinFreeBytes(long value) {
    return new DiskQueueSettings(
        durability, maxBytes, segmentBytes, deadLetterBytes, cacheBytes, value, syncInterval);
  }

  public DiskQueueSettings withSyncInterval(Duration value) {
    return new DiskQueueSettings(
        durability, maxBytes, segmentBytes, deadLetterBytes, cacheBytes, minFreeBytes, value);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
