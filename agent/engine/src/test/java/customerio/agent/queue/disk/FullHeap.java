package customerio.agent.queue.disk;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process whose heap is full to the last word while its queue takes operations, puts them onto
 * the shelf and off it, writes what was in the heap, and settles some; each time with a little more
 * left, so that memory ends at every place. When there is some again, everything that was accepted
 * must be there, once and in order, and nothing else.
 *
 * <p>Arguments: a directory, a durability, and up to how much is left each time a morsel more;
 * above, it is an eighth more. Prints what is wrong, and at the end how often memory ended.
 */
final class FullHeap {
  private static final int OPERATIONS = 60;
  private static final int ON_SHELF = 50;
  private static final int SETTLED = 10;
  private static final int WITHOUT_HUNGER = 20; // until all classes are there and linked

  private final Path directory;
  private final Durability durability;
  private final Hunger hunger = new Hunger();
  private final byte[][] payloads =
      IntStream.range(0, OPERATIONS).mapToObj(i -> Jvms.payload(i, 100)).toArray(byte[][]::new);
  private int ended;

  private FullHeap(Path directory, Durability durability) {
    this.directory = directory;
    this.durability = durability;
  }

  public static void main(String[] arguments) throws Exception {
    FullHeap heap = new FullHeap(Path.of(arguments[0]), Durability.valueOf(arguments[1]));
    for (int i = 0; i < WITHOUT_HUNGER; i++) {
      heap.live(Hunger.NONE);
    }
    int eachUpTo = Integer.parseInt(arguments[2]);
    int endedBefore = -1;
    for (int left = 0; heap.ended > endedBefore; left += left < eachUpTo ? 1 : left / 8) {
      endedBefore = heap.ended;
      heap.live(left);
    }
    System.out.println("ended " + heap.ended);
  }

  private void live(int left) throws Exception {
    DiskQueueSettings settings = Jvms.small().withDurability(durability).withCacheBytes(256 << 10);
    Path app = directory.resolve("with-" + left + "-left");
    List<Integer> accepted;
    try (DiskQueue queue = DiskQueue.open(app, settings, Clock.systemUTC(), line -> {})) {
      List<Ticket> waiting = append(queue, left);
      accepted = numbers(queue, waiting);
      List<Integer> shelved = shelve(queue, waiting, left);
      List<Ticket> taken = unshelve(queue, left);
      check(left, "off the shelf", shelved, numbers(queue, taken));
      waiting.addAll(taken);
      waiting.sort(Comparator.comparingLong(Ticket::sequence));
      starved(left, queue::sync);
      check(left, "readable", accepted, numbers(queue, waiting));
      queue.sync();
      check(left, "written", accepted, numbers(queue, waiting));
      List<Ticket> settled = waiting.subList(0, SETTLED);
      starved(left, () -> queue.settle(settled, new Settlement.Delivered()));
      queue.settle(settled, new Settlement.Delivered());
      check(left, "pending", (long) accepted.size() - SETTLED, queue.state().pending());
    }
    try (DiskQueue queue = DiskQueue.open(app, settings, Clock.systemUTC(), line -> {})) {
      queue.adopt(ticket -> {});
      List<Integer> after = numbers(queue, unshelve(queue, left));
      check(left, "after a restart", accepted.subList(SETTLED, accepted.size()), after);
    }
    Jvms.deleteAll(app);
  }

  /** What is refused is not said again: its caller has made the call itself. */
  private List<Ticket> append(DiskQueue queue, int left) throws Exception {
    List<Ticket> tickets = new ArrayList<>(OPERATIONS);
    int[] next = {0};
    Step rest =
        () -> {
          while (next[0] < OPERATIONS) {
            int number = next[0]++;
            tickets.add(queue.append(Jvms.ROUTING, number, payloads[number]));
          }
        };
    starved(left, rest);
    rest.run();
    return tickets;
  }

  /**
   * What fails to get onto the shelf goes on waiting.
   *
   * @return what is on it
   */
  private List<Integer> shelve(DiskQueue queue, List<Ticket> waiting, int left) throws Exception {
    List<Ticket> all = List.copyOf(waiting.subList(0, Math.min(ON_SHELF, waiting.size())));
    List<Ticket> shelved = new ArrayList<>(all.size());
    int[] next = {0};
    Step rest =
        () -> {
          while (next[0] < all.size()) {
            Ticket ticket = all.get(next[0]++);
            queue.shelve(ticket);
            shelved.add(ticket);
          }
        };
    starved(left, rest);
    rest.run();
    List<Integer> numbers = numbers(queue, shelved);
    waiting.removeAll(shelved);
    return numbers;
  }

  private List<Ticket> unshelve(DiskQueue queue, int left) throws Exception {
    List<Ticket> taken = new ArrayList<>(2 * OPERATIONS);
    long destination = Jvms.ROUTING.destination();
    starved(left, () -> queue.unshelve(destination, ON_SHELF, taken::add));
    queue.unshelve(destination, OPERATIONS, taken::add);
    return taken;
  }

  private interface Step {
    void run() throws Exception;
  }

  private void starved(int left, Step step) throws Exception {
    hunger.begin(left);
    try {
      step.run();
    } catch (OutOfMemoryError | IOException expected) {
      ended++;
    } finally {
      hunger.end();
    }
  }

  private static List<Integer> numbers(DiskQueue queue, List<Ticket> tickets) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (Ticket ticket : tickets) {
      numbers.add(Jvms.number(queue.read(ticket)));
    }
    return numbers;
  }

  private static void check(int left, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      System.out.println("%d left, %s: %s instead of %s".formatted(left, what, actual, expected));
    }
  }
}
