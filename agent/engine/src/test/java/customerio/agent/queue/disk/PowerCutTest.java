package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What each durability costs when the power fails, again and again, on a disk that reorders. */
class PowerCutTest {
  private static final Path APP = Path.of("/var/lib/app");

  enum What {
    APPEND,
    DELIVER,
    RETRY,
    BURY,
    INTERVAL,
    RESTART,
    POWER_CUT
  }

  /**
   * @param number which operations, how long, how the power fails
   */
  record Step(What what, int number) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(12, What.APPEND),
            Tuple.of(4, What.DELIVER),
            Tuple.of(1, What.RETRY),
            Tuple.of(2, What.BURY),
            Tuple.of(2, What.INTERVAL),
            Tuple.of(1, What.RESTART),
            Tuple.of(1, What.POWER_CUT));
    return Combinators.combine(what, Arbitraries.integers().between(0, 1500))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  @Property(tries = 1500)
  void F06_fsync_losesNothing(@ForAll("lives") List<Step> life) throws Exception {
    play(Durability.FSYNC, life);
  }

  @Property(tries = 1500)
  void F06_interval_losesAtMostTheInterval(@ForAll("lives") List<Step> life) throws Exception {
    play(Durability.INTERVAL, life);
  }

  @Property(tries = 500)
  void F06_process_losesSomeAndGarblesNothing(@ForAll("lives") List<Step> life) throws Exception {
    play(Durability.PROCESS, life);
  }

  private static void play(Durability durability, List<Step> life) throws Exception {
    try (Machine machine = new Machine(durability)) {
      for (Step step : life) {
        machine.take(step);
      }
      machine.powerFails(life.size());
    }
  }

  /** Over all its lives. */
  private static final class Machine implements AutoCloseable {
    private final PowerCutDisk disk = new PowerCutDisk();
    private final SettableClock clock = new SettableClock();
    private final DiskQueueSettings settings;
    private DiskQueue queue;

    private final Map<Integer, Integer> bytes = new HashMap<>();
    private final Map<Integer, Ticket> waiting = new HashMap<>();

    /** Must be there after a power cut: accepted, and durable as far as this level promises. */
    private final Set<Integer> durable = new TreeSet<>();

    private int next;

    Machine(Durability durability) {
      // the intervals end when the test says so
      settings = Jvms.small().withDurability(durability).withSyncInterval(Duration.ofDays(300));
      queue = DiskQueue.open(disk, APP, settings, clock, line -> {});
    }

    void take(Step step) throws Exception {
      switch (step.what()) {
        case APPEND -> append(step.number());
        case DELIVER -> settle(step.number(), 5, new Settlement.Delivered());
        case BURY -> settle(step.number(), 1, new Settlement.Dead("rejected"));
        case RETRY -> settle(step.number(), 3, new Settlement.Retry(1, clock.millis()));
        case INTERVAL -> intervalEnds();
        case RESTART -> {
          queue.close();
          open();
        }
        case POWER_CUT -> powerFails(step.number());
      }
    }

    void powerFails(int seed) throws IOException {
      disk.cutPower();
      queue.close();
      disk.boot(new Random(seed));
      open();
      if (settings.durability() != Durability.PROCESS) {
        durable.addAll(waiting.keySet()); // they were read from the disk
      }
    }

    @Override
    public void close() {
      queue.close();
    }

    private void open() throws IOException {
      queue = DiskQueue.open(disk, APP, settings, clock, line -> {});
      List<Integer> adopted = new ArrayList<>();
      waiting.clear();
      queue.adopt(
          ticket -> {
            int number = intact(ticket);
            adopted.add(number);
            waiting.put(number, ticket);
          });
      Set<Integer> kept = new TreeSet<>(adopted);
      queue.forEachDeadLetter(letter -> kept.add(Jvms.number(letter.payload())));

      assertThat(adopted).isSorted().doesNotHaveDuplicates();
      assertThat(kept).containsAll(durable);
    }

    private void append(int size) throws Exception {
      bytes.put(next, size);
      waiting.put(next, queue.append(Jvms.ROUTING, next, Jvms.payload(next, size)));
      if (settings.durability() == Durability.FSYNC) {
        durable.add(next);
      }
      next++;
    }

    private void settle(int from, int count, Settlement settlement) {
      List<Integer> chosen =
          waiting.keySet().stream().sorted().skip(from % 7).limit(count).toList();
      queue.settle(chosen.stream().map(waiting::get).toList(), settlement);
      if (settlement instanceof Settlement.Delivered) {
        durable.removeAll(chosen);
      }
      if (!(settlement instanceof Settlement.Retry)) {
        waiting.keySet().removeAll(chosen);
      }
    }

    private void intervalEnds() {
      queue.persist();
      if (settings.durability() == Durability.INTERVAL) {
        durable.addAll(waiting.keySet());
      }
    }

    private int intact(Ticket ticket) {
      try {
        byte[] payload = queue.read(ticket);
        int number = Jvms.number(payload);
        assertThat(payload).isEqualTo(Jvms.payload(number, bytes.get(number)));
        assertThat(ticket.capturedAtMillis()).isEqualTo(number);
        return number;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
