package customerio.agent.queue.disk;

import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One JVM after the other over the same application directory, as far as a queue can tell. */
final class Jvms implements AutoCloseable {
  static final Routing ROUTING = new Routing(1, 2, 3);

  final Path app;
  final SettableClock clock = new SettableClock();
  final List<String> log = new ArrayList<>();
  DiskQueueSettings settings;
  TestDisk disk;
  DiskQueue queue;

  Jvms(Path parent, DiskQueueSettings settings) {
    this.app = parent.resolve("app");
    this.settings = settings;
    start();
  }

  /**
   * Small segments, no cache: everything that can roll rolls, everything read is read from disk.
   */
  static DiskQueueSettings small() {
    return DiskQueueSettings.defaults()
        .withSegmentBytes(4096)
        .withCacheBytes(0)
        .withMaxBytes(1 << 20)
        .withDeadLetterBytes(64 << 10)
        .withMinFreeBytes(0);
  }

  void start() {
    disk = new TestDisk();
    queue = DiskQueue.open(disk, app, settings, clock, log::add);
  }

  /** As by {@code kill -9}, and the next one starts. */
  void crash() {
    try {
      disk.die();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    start();
  }

  void restart() {
    queue.close();
    start();
  }

  Ticket append(int number) {
    return append(number, 100);
  }

  Ticket append(int number, int bytes) {
    try {
      return queue.append(ROUTING, clock.millis(), payload(number, bytes));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes over what there is, and all of it off the shelf. */
  List<Ticket> adopt() {
    return adopt(queue);
  }

  /** Takes all that it adopts off the shelf, in order. */
  static List<Ticket> adopt(DiskQueue queue) {
    List<Ticket> seen = new ArrayList<>();
    List<Ticket> adopted = new ArrayList<>();
    queue.adopt(seen::add);
    for (Ticket ticket : seen) {
      queue.unshelve(ticket.routing().destination(), 1, adopted::add);
    }
    adopted.sort(Comparator.comparingInt(Ticket::turn).thenComparingLong(Ticket::sequence));
    return adopted;
  }

  List<Integer> numbers(List<Ticket> tickets) {
    return tickets.stream().map(this::number).toList();
  }

  int number(Ticket ticket) {
    try {
      return number(queue.read(ticket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] payload(int number, int bytes) {
    byte[] payload = new byte[Math.max(bytes, Integer.BYTES)];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (number * 31 + i);
    }
    ByteBuffer.wrap(payload).putInt(number);
    return payload;
  }

  static int number(byte[] payload) {
    return ByteBuffer.wrap(payload).getInt();
  }

  List<Path> files(String suffix) {
    try (Stream<Path> all = Files.walk(app)) {
      return all.filter(path -> path.getFileName().toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    queue.close();
  }

  static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
