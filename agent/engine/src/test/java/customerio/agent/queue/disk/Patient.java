package customerio.agent.queue.disk;

import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.testing.SettableClock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two dead journals that can be cut up, and know which of their records are still whole. */
final class Patient {
  private static final int OF_SECOND = 1000;
  private static final int EACH = 40;
  private static final DiskQueueSettings SETTINGS = Jvms.small();

  private final MemoryDisk disk;

  /** Where the content of a file came from. */
  private final Map<Path, Path> home;

  private final MemoryDisk healthy;

  /** What is done to the files. */
  enum Tool {
    FLIP,
    ZERO,
    TRUNCATE,
    REMOVE,
    INSERT,
    DELETE,
    COPY_BLOCK,
    SWAP,
    DUPLICATE
  }

  /** Numbers that say to which files, where and how much. */
  record Cut(Tool tool, int file, int at, int count, int other) {}

  private Patient(MemoryDisk disk, MemoryDisk healthy, Map<Path, Path> home) {
    this.disk = disk;
    this.healthy = healthy;
    this.home = home;
  }

  static Patient healthy() {
    MemoryDisk disk = new MemoryDisk();
    live(disk, 0);
    live(disk, OF_SECOND);
    Map<Path, Path> home = new HashMap<>();
    disk.files("").forEach(path -> home.put(path, path));
    return new Patient(disk, disk, home);
  }

  /** Every seventh is delivered, every eleventh put off, every thirteenth given up. */
  private static void live(MemoryDisk disk, int first) {
    disk.boot();
    DiskQueue queue = disk.open(DeadJournal.APP, SETTINGS, new SettableClock(), line -> {});
    for (int number = first; number < first + EACH; number++) {
      List<Ticket> ticket = List.of(append(queue, number));
      if (number % 7 == 0) {
        queue.settle(ticket, new Settlement.Delivered());
      } else if (number % 11 == 0) {
        queue.settle(ticket, new Settlement.Retry(2, 1));
      } else if (number % 13 == 0) {
        queue.settle(ticket, new Settlement.Dead("rejected"));
      }
    }
    disk.die();
  }

  private static Ticket append(DiskQueue queue, int number) {
    try {
      return queue.append(routing(number), number, payload(number));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] payload(int number) {
    return Jvms.payload(number, number * 37 % 331);
  }

  static Routing routing(int number) {
    return new Routing(number % 3, number, -number);
  }

  Patient copy() {
    return new Patient(disk.copy(), healthy, new HashMap<>(home));
  }

  DiskQueue open() {
    return disk.open(DeadJournal.APP, SETTINGS, new SettableClock(), line -> {});
  }

  DiskQueue reopen() {
    disk.boot();
    return open();
  }

  void take(Cut cut) {
    List<Path> files = disk.files("");
    if (files.isEmpty()) {
      return;
    }
    Path file = files.get(cut.file() % files.size());
    Path other = files.get(cut.other() % files.size());
    byte[] bytes = disk.bytes(file);
    int at = cut.at() % (bytes.length + 1);
    int count = Math.min(cut.count() % 5000, bytes.length - at);
    switch (cut.tool()) {
      case FLIP -> {
        if (at < bytes.length) {
          bytes[at] ^= (byte) (1 << cut.other() % 8);
        }
        disk.write(file, bytes);
      }
      case ZERO -> {
        Arrays.fill(bytes, at, at + count, (byte) 0);
        disk.write(file, bytes);
      }
      case TRUNCATE -> disk.write(file, Arrays.copyOf(bytes, at));
      case REMOVE -> disk.write(file, joined(bytes, at, new byte[0], at + count));
      case INSERT -> disk.write(file, joined(bytes, at, Jvms.payload(cut.other(), count), at));
      case DELETE -> {
        disk.files.remove(file);
        home.remove(file);
      }
      case COPY_BLOCK -> copyBlock(other, file, bytes, at, count);
      case SWAP -> swap(file, other);
      case DUPLICATE -> duplicate(file, other, cut.at());
    }
  }

  /** Numbers of the unsettled operations of which a whole record is where it belongs. */
  Set<Integer> intact() {
    Set<Integer> all = new HashSet<>();
    for (Path file : disk.files("")) {
      Path from = home.get(file);
      if (from != null
          && DeadJournal.APP.equals(file.getParent().getParent())
          && SegmentFiles.isRecords(file.getFileName().toString())
          && SegmentFiles.isRecords(from.getFileName().toString())
          && isRecognisable(file, from)) {
        all.addAll(whole(disk.bytes(file), healthy.bytes(from)));
      }
    }
    return all;
  }

  /** Whose records they are can be told from where the file is, or from what it says. */
  private boolean isRecognisable(Path file, Path from) {
    byte[] now = disk.bytes(file);
    byte[] before = healthy.bytes(from);
    return file.getParent().equals(from.getParent())
        || (now.length >= 40 && Arrays.equals(now, 24, 40, before, 24, 40));
  }

  private static List<Integer> whole(byte[] now, byte[] before) {
    List<Integer> found = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(before);
    int at = SegmentHeader.BYTES;
    while (at < before.length) {
      int payloadAt = at + RecordFormat.HEADER_BYTES;
      int payloadBytes = RecordFormat.payloadBytes(in, at);
      int number = in.getInt(payloadAt);
      if (number % 7 != 0
          && (number % 11 == 0 || number % 13 != 0)
          && contains(now, Arrays.copyOfRange(before, at, payloadAt + payloadBytes))) {
        found.add(number);
      }
      at += (int) RecordFormat.framedBytes(payloadBytes);
    }
    return found;
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int at = SegmentHeader.BYTES; at + part.length <= bytes.length; at++) {
      if (bytes[at] == part[0]
          && Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] joined(byte[] bytes, int headEnd, byte[] between, int tailFrom) {
    ByteBuffer all = ByteBuffer.allocate(headEnd + between.length + bytes.length - tailFrom);
    return all.put(bytes, 0, headEnd)
        .put(between)
        .put(bytes, tailFrom, bytes.length - tailFrom)
        .array();
  }

  /** Not over a header: with an intact one of another segment, nothing tells what a file is. */
  private void copyBlock(Path from, Path to, byte[] bytes, int at, int count) {
    byte[] source = disk.bytes(from);
    int now = Math.min(count, source.length - at);
    if (at >= SegmentHeader.BYTES && now > 0) {
      System.arraycopy(source, at, bytes, at, now);
      disk.write(to, bytes);
    }
  }

  private void swap(Path one, Path other) {
    byte[] bytes = disk.bytes(one);
    disk.write(one, disk.bytes(other));
    disk.write(other, bytes);
    Path from = home.get(one);
    home.put(one, home.get(other));
    home.put(other, from);
  }

  private void duplicate(Path file, Path beside, int number) {
    Path copy = beside.resolveSibling(SegmentFiles.records(number + 1L));
    disk.write(copy, disk.bytes(file));
    home.put(copy, home.get(file));
  }
}
