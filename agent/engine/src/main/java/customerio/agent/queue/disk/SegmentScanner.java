package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Finds every intact record of a file, whatever lies between them. Trusts a length only after the
 * checksum that covers it; where there is no intact header, looks for the next one. Reads through a
 * window, so the heap it needs does not grow with the file or with a record.
 */
final class SegmentScanner {
  private static final int WINDOW_BYTES = 256 << 10;
  private static final int PAGE_BYTES = 4 << 10;

  private final JournalFile file;
  private final long length;
  private final int salt;
  private final CRC32C checksum = new CRC32C();
  private final byte[] window;
  private final ByteBuffer view;
  private long windowAt;
  private int windowCount;

  private final DamagedRegions damage = new DamagedRegions();
  private long payloadEnd = SegmentHeader.BYTES;
  private int records;
  private int unknown;
  private long tornAt = -1;
  private boolean unreadable;
  private boolean stopped;

  /** Told of each record, in the order of the file. */
  interface Visitor {
    /**
     * @param in holds the header at {@code at} and, of a sealed payload, the {@link
     *     RecordFormat#KEY_ID_BYTES}; valid during the call only
     */
    void record(ByteBuffer in, int at, long offset) throws IOException;
  }

  SegmentScanner(JournalFile file, int salt) throws IOException {
    this.file = file;
    this.length = file.length();
    this.salt = salt;
    this.window = new byte[(int) Math.min(WINDOW_BYTES, length)];
    this.view = ByteBuffer.wrap(window);
  }

  SegmentScanner scan(int type, Visitor visitor) throws IOException {
    return scanFrom(SegmentHeader.BYTES, type, visitor);
  }

  /**
   * @param from where the first record begins
   */
  SegmentScanner scanFrom(long from, int type, Visitor visitor) throws IOException {
    long at = from;
    payloadEnd = from;
    while (!stopped && at < length) {
      long next = isRecord(at) ? at : search();
      if (next < 0) {
        judgeTail(at);
        break;
      }
      if (next != at) {
        damage.add(Math.min(at, next), next);
      }
      at = record(type, visitor, next);
    }
    return this;
  }

  /** The visitor has seen enough. */
  void stop() {
    stopped = true;
  }

  int records() {
    return records;
  }

  /** What is neither an intact record nor a plausible end of the file. */
  DamagedRegions damage() {
    return damage;
  }

  /** Some of it could not be read, and may be intact when it can. */
  boolean isUnreadable() {
    return unreadable;
  }

  /** Intact records of a kind that this version does not know. */
  int unknown() {
    return unknown;
  }

  /**
   * From here on is what a writer leaves that died while writing, and nothing else.
   *
   * @return -1 if the file ends as it should, or in damage
   */
  long tornAt() {
    return tornAt;
  }

  /**
   * Byte by byte, not by multiples of 8, and from the padding before on: bytes may be missing or
   * too many, and all that follows would be lost with them.
   *
   * @return where the next record is, or negative
   */
  private long search() {
    for (long at = payloadEnd; at + RecordFormat.HEADER_BYTES <= length; at++) {
      if (isRecord(at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isRecord(long at) {
    if (at + RecordFormat.HEADER_BYTES > length) {
      return false;
    }
    int index = locate(at, RecordFormat.HEADER_BYTES);
    if (!RecordFormat.isHeader(view, index, salt, checksum) || isCut(at, index)) {
      return false;
    }
    int expected = RecordFormat.payloadChecksum(view, index);
    return !isOfThisVersion(index)
        || checksum(at + RecordFormat.HEADER_BYTES, RecordFormat.payloadBytes(view, index))
            == expected;
  }

  /** A dead letter among operations was written there by a disk, and must not hide others. */
  private boolean isOfThisVersion(int index) {
    int type = RecordFormat.type(view, index);
    return (type == RecordFormat.OPERATION || type == RecordFormat.DEAD_LETTER)
        && RecordFormat.isUnderstood(view, index);
  }

  /** What else a newer version checks in a record of its own, only that version can tell. */
  private boolean isKnown(int type, int index) {
    return RecordFormat.type(view, index) == type && RecordFormat.isUnderstood(view, index);
  }

  private long record(int type, Visitor visitor, long at) throws IOException {
    int index = locate(at, RecordFormat.HEADER_BYTES);
    int payloadBytes = RecordFormat.payloadBytes(view, index);
    payloadEnd = at + RecordFormat.HEADER_BYTES + payloadBytes;
    if (isKnown(type, index)) {
      records++;
      int told = RecordFormat.HEADER_BYTES + Math.min(payloadBytes, RecordFormat.KEY_ID_BYTES);
      visitor.record(view, locate(at, told), at);
    } else {
      unknown++;
    }
    return at + RecordFormat.framedBytes(payloadBytes);
  }

  /**
   * Whether the unfinished end is nothing but zeros, and long enough for a record: that is no
   * killed process, it is a machine that died before the bytes reached its disk.
   */
  boolean endsInZeros() {
    return tornAt >= 0 && length - tornAt >= RecordFormat.HEADER_BYTES && isZero(tornAt);
  }

  private boolean isCut(long at, int index) {
    return at + RecordFormat.HEADER_BYTES + RecordFormat.payloadBytes(view, index) > length;
  }

  /** What lies from here to the end of the file is no record. */
  private void judgeTail(long from) {
    if (from >= length) {
      return;
    }
    if (!unreadable && isUnfinished(from)) {
      tornAt = from;
    } else {
      damage.add(from, length);
    }
  }

  /** Less than a header, a header without all of its payload, or space that was never written. */
  private boolean isUnfinished(long from) {
    return length - from < RecordFormat.HEADER_BYTES || isCutRecord(from) || isZero(from);
  }

  private boolean isCutRecord(long from) {
    int index = locate(from, RecordFormat.HEADER_BYTES);
    return RecordFormat.isHeader(view, index, salt, checksum) && isCut(from, index);
  }

  private boolean isZero(long from) {
    for (long at = from; at < length; at++) {
      if (window[locate(at, 1)] != 0) {
        return false;
      }
    }
    return true;
  }

  private int checksum(long from, int count) {
    checksum.reset();
    long at = from;
    int left = count;
    while (left > 0) {
      int index = locate(at, 1);
      int now = Math.min(left, windowCount - index);
      checksum.update(window, index, now);
      at += now;
      left -= now;
    }
    return (int) checksum.getValue();
  }

  /** Brings that many bytes, which are within the file, into the window. */
  private int locate(long position, int count) {
    if (position < windowAt || position + count > windowAt + windowCount) {
      windowAt = position & -PAGE_BYTES;
      windowCount = (int) Math.min(window.length, length - windowAt);
      fill();
    }
    return (int) (position - windowAt);
  }

  /** A sector that cannot be read costs the records in it, not the file. */
  private void fill() {
    if (!read(0, windowCount)) {
      for (int at = 0; at < windowCount; at += PAGE_BYTES) {
        int count = Math.min(PAGE_BYTES, windowCount - at);
        if (!read(at, count)) {
          unreadable = true;
          Arrays.fill(window, at, at + count, (byte) 0);
        }
      }
    }
  }

  private boolean read(int at, int count) {
    try {
      return file.read(windowAt + at, window, at, count) == count;
    } catch (IOException e) {
      return false;
    }
  }
}
