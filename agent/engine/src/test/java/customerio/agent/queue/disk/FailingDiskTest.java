package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.FaultyDisk.Fault;
import customerio.agent.queue.disk.FaultyDisk.Operation;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any sequence of operations, faults of the disk, recoveries, kills and orderly ends. */
class FailingDiskTest {
  private static final Path APP = Path.of("/var/lib/app");

  enum What {
    APPEND,
    DELIVER,
    RETRY,
    BURY,
    FAIL,
    HEAL,
    MINUTE,
    KILL,
    RESTART
  }

  /**
   * @param a which operations, or which fault
   * @param b how large, or what fails, a bit for each kind of operation
   */
  record Step(What what, int a, int b) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(12, What.APPEND),
            Tuple.of(4, What.DELIVER),
            Tuple.of(1, What.RETRY),
            Tuple.of(1, What.BURY),
            Tuple.of(3, What.FAIL),
            Tuple.of(2, What.HEAL),
            Tuple.of(1, What.MINUTE),
            Tuple.of(1, What.KILL),
            Tuple.of(1, What.RESTART));
    Arbitrary<Integer> a = Arbitraries.integers().between(0, 100);
    Arbitrary<Integer> b = Arbitraries.integers().between(0, (1 << Operation.values().length) - 1);
    return Combinators.combine(what, a, b).as(Step::new).list().ofMinSize(1).ofMaxSize(60);
  }

  @Provide
  Arbitrary<DiskQueueSettings> settings() {
    Arbitrary<Durability> durabilities = Arbitraries.of(Durability.class);
    Arbitrary<Long> bounds = Arbitraries.of(1L << 20, 12L << 10);
    Arbitrary<Long> caches = Arbitraries.of(0L, 4L << 10);
    return Combinators.combine(durabilities, bounds, caches)
        .as(
            (durability, bound, cache) ->
                Jvms.small()
                    .withDurability(durability)
                    .withMaxBytes(bound)
                    .withCacheBytes(cache)
                    .withSyncInterval(Duration.ofDays(300)));
  }

  @Property(tries = 3000)
  void F09_aFailingDisk_losesNothingAcceptedAndDeliversNothingRefused(
      @ForAll("lives") List<Step> life, @ForAll("settings") DiskQueueSettings settings)
      throws Exception {
    try (Application application = new Application(settings)) {
      for (Step step : life) {
        application.take(step);
      }
      application.drain();
    }
  }

  private static final class Application implements AutoCloseable {
    private final MemoryDisk memory = new MemoryDisk();
    private final FaultyDisk disk = new FaultyDisk(memory::living);
    private final SettableClock clock = new SettableClock();
    private final DiskQueueSettings settings;
    private final List<String> log = new ArrayList<>();
    private DiskQueue queue;

    private final TreeMap<Integer, Ticket> held = new TreeMap<>();
    private final Set<Long> destinations = new HashSet<>();

    /** Accepted, and neither delivered nor buried. */
    private final Set<Integer> waiting = new TreeSet<>();

    /** Is a dead letter, or will be one as soon as that can be written. */
    private final Set<Integer> dead = new TreeSet<>();

    private final Set<Integer> refused = new HashSet<>();
    private int next;

    Application(DiskQueueSettings settings) {
      this.settings = settings;
      start();
    }

    void take(Step step) throws Exception {
      switch (step.what()) {
        case APPEND -> append(step.b() % 1500);
        case DELIVER -> settle(step.a(), 8, new Settlement.Delivered());
        case RETRY -> settle(step.a(), 3, new Settlement.Retry(1, clock.millis()));
        case BURY -> settle(step.a(), 1, new Settlement.Dead("rejected"));
        case FAIL -> fail(step);
        case HEAL -> disk.heal();
        case MINUTE -> minute();
        case KILL -> kill();
        case RESTART -> restart();
      }
    }

    void drain() throws Exception {
      restart();
      assertThat(held.keySet()).containsAll(waiting);
      settle(0, Integer.MAX_VALUE, new Settlement.Delivered());
      assertThat(queue.state().trouble()).isNull();
      assertThat(queue.state().pending()).isZero();
      Set<Integer> letters = new TreeSet<>();
      queue.forEachDeadLetter(letter -> letters.add(Jvms.number(letter.payload())));
      assertThat(letters).containsAll(dead);
    }

    @Override
    public void close() {
      queue.close();
    }

    private void append(int bytes) {
      int number = next++;
      try {
        held.put(number, queue.append(Jvms.ROUTING, number, Jvms.payload(number, bytes)));
        waiting.add(number);
        assertThat(queue.state().trouble()).isNull();
      } catch (QueueFullException e) {
        refused.add(number);
        assertThat(queue.state().trouble()).isEqualTo(e.getMessage());
      } catch (IOException e) {
        if (!disk.fails(Operation.SYNC, Operation.TRUNCATE)) {
          refused.add(number); // else it is complete in a file that cannot be cut
        }
        assertThat(queue.state().trouble()).contains(e.getMessage());
      }
    }

    private void settle(int from, int count, Settlement settlement) {
      List<Integer> chosen = held.keySet().stream().skip(from % 5).limit(count).toList();
      queue.settle(chosen.stream().map(held::get).toList(), settlement);
      if (settlement instanceof Settlement.Retry) {
        return;
      }
      waiting.removeAll(chosen);
      if (settlement instanceof Settlement.Dead) {
        dead.addAll(chosen);
      } else {
        dead.removeAll(chosen); // one that came back because its letter could not be written
      }
      held.keySet().removeAll(chosen);
    }

    private void fail(Step step) {
      for (Operation operation : Operation.values()) {
        if ((step.b() >> operation.ordinal() & 1) == 1) {
          disk.fail(Fault.values()[step.a() % Fault.values().length], operation);
        }
      }
    }

    private void minute() {
      clock.jump(Duration.ofMinutes(1));
      int before = log.size();
      adopt();
      assertThat(log.size() - before).as("%s", log).isLessThanOrEqualTo(4);
      if (disk.isWell()) {
        assertThat(queue.state().trouble())
            .matches(trouble -> trouble == null || trouble.startsWith("the queue is full"));
      }
    }

    private void kill() {
      if (settings.durability() == Durability.MEMORY) {
        disk.heal();
        queue.persist(); // or what is in the heap would be lost, as it should be
      }
      memory.die();
      queue.close();
      memory.boot();
      disk.heal();
      start();
    }

    private void restart() {
      disk.heal();
      queue.close();
      start();
    }

    private void start() {
      queue = DiskQueue.open(disk, APP, settings, clock, log::add);
      held.clear();
      adopt();
    }

    /** What cannot be read while the disk fails comes off the shelf a minute later. */
    private void adopt() {
      queue.adopt(ticket -> destinations.add(ticket.routing().destination()));
      List<Integer> adopted = new ArrayList<>();
      for (long destination : destinations) {
        queue.unshelve(
            destination,
            Integer.MAX_VALUE,
            ticket -> {
              int number = Math.toIntExact(ticket.capturedAtMillis());
              adopted.add(number);
              held.put(number, ticket);
            });
      }
      assertThat(adopted).isSorted().doesNotHaveDuplicates().noneMatch(refused::contains);
    }
  }
}
