package customerio.benchmarks.append;

import customerio.agent.delivery.DeliverySettings;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.queue.disk.Durability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Somewhere to append an operation to. Thread-safe. */
interface Store extends AutoCloseable {

  /** No queue at all: one system call with as many bytes as a record of ours has. */
  String BARE_WRITE = "write()";

  String MVSTORE = "MVStore";

  int PAYLOAD_BYTES = 472;
  int RECORD_BYTES = 528;

  void append() throws IOException, QueueFullException;

  @Override
  void close() throws IOException;

  /**
   * @param name one of the above, or a durability of the queue
   * @param directory empty
   */
  static Store open(String name, Path directory) throws IOException {
    return switch (name) {
      case BARE_WRITE -> new BareFile(directory);
      case MVSTORE -> new Mv(directory);
      default -> new Queue(directory, Durability.valueOf(name));
    };
  }

  /** One {@code write()} under a lock: threads that share a file must not mix their records. */
  final class BareFile implements Store {
    private final RandomAccessFile file;
    private final byte[] record = new byte[RECORD_BYTES];

    BareFile(Path directory) throws IOException {
      file = new RandomAccessFile(directory.resolve("bare").toFile(), "rw");
    }

    @Override
    public synchronized void append() throws IOException {
      file.write(record);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** A commit for each operation, which is what {@code process} promises. */
  final class Mv implements Store {
    private final MVStore store;
    private final MVMap<Long, byte[]> operations;
    private final AtomicLong sequence = new AtomicLong();

    Mv(Path directory) {
      store =
          new MVStore.Builder()
              .fileName(directory.resolve("mv").toString())
              .autoCommitDisabled()
              .open();
      operations = store.openMap("operations");
    }

    @Override
    public void append() {
      operations.put(sequence.incrementAndGet(), new byte[PAYLOAD_BYTES]);
      store.commit();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /**
   * Ours, in an outage, where nothing is ever settled: as in the agent, the first operations wait
   * in the heap, and those for which it has no room give their tickets back on the same thread.
   */
  final class Queue implements Store {
    private static final int WINDOW = DeliverySettings.DEFAULTS.window().perDestination();

    private final DiskQueue queue;
    private final AtomicLong people = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();

    Queue(Path directory, Durability durability) throws IOException {
      DiskQueueSettings settings =
          DiskQueueSettings.defaults()
              .withDurability(durability)
              .withMaxBytes(Long.MAX_VALUE)
              .withMinFreeBytes(0);
      queue =
          DiskQueue.open(
              Files.createDirectory(directory.resolve("queue")),
              settings,
              Clock.systemUTC(),
              line -> {});
      queue.onAppend(this::letWait);
    }

    private void letWait(Ticket ticket) {
      if (waiting.get() >= WINDOW || waiting.incrementAndGet() > WINDOW) {
        queue.shelve(ticket);
      }
    }

    @Override
    public void append() throws IOException, QueueFullException {
      Routing routing = new Routing(1, Routing.ofPerson(people.addAndGet(2)), 0);
      queue.append(routing, System.currentTimeMillis(), new byte[PAYLOAD_BYTES]);
    }

    @Override
    public void close() {
      queue.close();
    }
  }
}
