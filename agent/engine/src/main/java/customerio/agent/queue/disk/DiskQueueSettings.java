package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import java.time.Duration;
import java.util.Objects;

/**
 * How a disk queue behaves. All sizes are bytes.
 *
 * @param durability what an accepted operation survives
 * @param maxBytes at least one segment; bound over everything kept on disk, dead letters and
 *     adopted journals included; outcomes may exceed it by their own size, since refusing them
 *     would free nothing
 * @param segmentBytes a segment is closed when the next record would exceed this; 4 KiB to 1 GiB.
 *     Space comes back by whole segments, so small ones give it back sooner
 * @param deadLetterBytes bound of the dead letters; the oldest file goes first
 * @param cacheBytes heap for payloads of appends, first come first kept; 0 = every read goes to the
 *     file. With {@link Durability#MEMORY}, the most that may be in the heap alone
 * @param minFreeBytes appends are refused while the partition has less free space; 0 = no check
 * @param syncInterval of {@link Durability#INTERVAL}: the most that a dead machine can cost
 * @param fullTimeout the longest that {@link FullPolicy#BLOCK} makes a caller wait
 * @param keys encrypt what is written and open what is read; {@link KeyRing#NONE} for a plain queue
 * @param groundwork laid before anything is kept
 */
public record DiskQueueSettings(
    Durability durability,
    long maxBytes,
    int segmentBytes,
    long deadLetterBytes,
    long cacheBytes,
    long minFreeBytes,
    Duration syncInterval,
    FullPolicy fullPolicy,
    Duration fullTimeout,
    KeyRing keys,
    Groundwork groundwork) {

  private static final int MIN_SEGMENT_BYTES = 4 << 10;
  private static final int MAX_SEGMENT_BYTES = 1 << 30;

  /**
   * @throws IllegalArgumentException a value is out of its range; the message names it
   */
  public DiskQueueSettings {
    Objects.requireNonNull(durability, "durability");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(groundwork, "groundwork");
    Objects.requireNonNull(fullPolicy, "fullPolicy");
    requirePositive("syncInterval", syncInterval);
    requirePositive("fullTimeout", fullTimeout);
    requireRange("segmentBytes", segmentBytes, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
    requireRange("maxBytes", maxBytes, segmentBytes, Long.MAX_VALUE);
    requireRange("deadLetterBytes", deadLetterBytes, MIN_SEGMENT_BYTES, Long.MAX_VALUE);
    requireRange("cacheBytes", cacheBytes, 0, Long.MAX_VALUE);
    requireRange("minFreeBytes", minFreeBytes, 0, Long.MAX_VALUE);
  }

  public static DiskQueueSettings defaults() {
    return new DiskQueueSettings(
        Durability.PROCESS,
        512L << 20,
        16 << 20,
        64L << 20,
        32L << 20,
        256L << 20,
        Duration.ofMillis(100),
        FullPolicy.PASS_THROUGH,
        Duration.ofSeconds(1),
        KeyRing.NONE,
        Groundwork.NONE);
  }

  public DiskQueueSettings withDurability(Durability value) {
    return new DiskQueueSettings(
        value,
        maxBytes,
        segmentBytes,
        deadLetterBytes,
        cacheBytes,
        minFreeBytes,
        syncInterval,
        fullPolicy,
        fullTimeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withMaxBytes(long value) {
    return new DiskQueueSettings(
        durability,
        value,
        segmentBytes,
        deadLetterBytes,
        cacheBytes,
        minFreeBytes,
        syncInterval,
        fullPolicy,
        fullTimeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withSegmentBytes(int value) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        value,
        deadLetterBytes,
        cacheBytes,
        minFreeBytes,
        syncInterval,
        fullPolicy,
        fullTimeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withDeadLetterBytes(long value) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        segmentBytes,
        value,
        cacheBytes,
        minFreeBytes,
        syncInterval,
        fullPolicy,
        fullTimeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withCacheBytes(long value) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        segmentBytes,
        deadLetterBytes,
        value,
        minFreeBytes,
        syncInterval,
        fullPolicy,
        fullTimeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withMinFreeBytes(long value) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        segmentBytes,
        deadLetterBytes,
        cacheBytes,
        value,
        syncInterval,
        fullPolicy,
        fullTimeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withSyncInterval(Duration value) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        segmentBytes,
        deadLetterBytes,
        cacheBytes,
        minFreeBytes,
        value,
        fullPolicy,
        fullTimeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withFullPolicy(FullPolicy value, Duration timeout) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        segmentBytes,
        deadLetterBytes,
        cacheBytes,
        minFreeBytes,
        syncInterval,
        value,
        timeout,
        keys,
        groundwork);
  }

  public DiskQueueSettings withKeys(KeyRing value) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        segmentBytes,
        deadLetterBytes,
        cacheBytes,
        minFreeBytes,
        syncInterval,
        fullPolicy,
        fullTimeout,
        value,
        groundwork);
  }

  public DiskQueueSettings withGroundwork(Groundwork value) {
    return new DiskQueueSettings(
        durability,
        maxBytes,
        segmentBytes,
        deadLetterBytes,
        cacheBytes,
        minFreeBytes,
        syncInterval,
        fullPolicy,
        fullTimeout,
        keys,
        value);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be longer than 0, not " + value);
    }
  }

  private static void requireRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      String limit = most == Long.MAX_VALUE ? " or more" : " to " + most;
      throw new IllegalArgumentException(
          name + " must be " + least + limit + " bytes, not " + value);
    }
  }
}
