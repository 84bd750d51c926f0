package customerio.agent.queue.disk;

import customerio.agent.queue.Ticket;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a process left that is dead, on a disk in the heap, for sweeps over many thousands of ways
 * to damage it: each works on a copy, and a queue that opens there says what it found.
 */
final class DeadJournal {
  static final Path APP = Path.of("/queue/app");

  final MemoryDisk disk = new MemoryDisk();
  private final DiskQueueSettings settings;

  /** What the next process got: payloads in the order of delivery, and what it said. */
  record Found(List<ByteBuffer> payloads, long damaged, List<String> said, MemoryDisk disk) {
    List<Integer> numbers() {
      return payloads.stream().map(payload -> Jvms.number(payload.array())).toList();
    }
  }

  /**
   * @param life what the process does before it dies
   */
  DeadJournal(DiskQueueSettings settings, Consumer<DiskQueue> life) {
    this.settings = settings;
    life.accept(disk.open(APP, settings, new SettableClock(), line -> {}));
    disk.die();
  }

  static void append(DiskQueue queue, int number, int bytes) {
    try {
      queue.append(Jvms.ROUTING, 7, Jvms.payload(number, bytes));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Path segment() {
    return disk.files(".q").get(0);
  }

  Found afterChanging(Path file, byte[] content) {
    MemoryDisk changed = disk.copy();
    changed.write(file, content);
    return open(changed, settings);
  }

  static Found open(MemoryDisk disk, DiskQueueSettings settings) {
    List<String> said = new ArrayList<>();
    List<ByteBuffer> payloads = new ArrayList<>();
    DiskQueue queue = disk.open(APP, settings, new SettableClock(), said::add);
    queue.adopt(ticket -> payloads.add(ByteBuffer.wrap(read(queue, ticket))));
    return new Found(payloads, queue.state().corruptRecords(), said, disk);
  }

  static byte[] read(DiskQueue queue, Ticket ticket) {
    try {
      return queue.read(ticket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
