package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The machine dies: of what was not synced, each file and each sector is on the disk or is not. */
class PowerLossTest {
  private final SettableClock clock = new SettableClock();

  /** What happens, and a number that says to which operation. */
  record Step(What what, int which) {}

  enum What {
    APPEND,
    DELIVER,
    BURY,
    SYNC
  }

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(10, What.APPEND),
            Tuple.of(3, What.DELIVER),
            Tuple.of(1, What.BURY),
            Tuple.of(2, What.SYNC));
    return Combinators.combine(what, Arbitraries.integers().between(0, 900))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property(tries = 1000)
  void F06_fsync_losesNothingThatWasAccepted(@ForAll("lives") List<Step> life, @ForAll long seed)
      throws Exception {
    DiskQueueSettings settings = Jvms.small().withDurability(Durability.FSYNC);
    MemoryDisk disk = new MemoryDisk();
    DiskQueue queue = disk.open(DeadJournal.APP, settings, clock, line -> {});
    List<Ticket> waiting = new ArrayList<>();
    Set<Integer> owed = new HashSet<>(); // to be delivered, or found among the dead letters
    int next = 0;
    for (Step step : life) {
      Ticket ticket = waiting.isEmpty() ? null : waiting.get(step.which() % waiting.size());
      if (step.what() == What.APPEND) {
        waiting.add(queue.append(Jvms.ROUTING, 0, Jvms.payload(next, step.which())));
        owed.add(next++);
      } else if (ticket != null && step.what() == What.DELIVER) {
        owed.remove(Jvms.number(queue.read(ticket)));
        queue.settle(List.of(ticket), new Settlement.Delivered());
        waiting.remove(ticket);
      } else if (ticket != null && step.what() == What.BURY) {
        queue.settle(List.of(ticket), new Settlement.Dead("rejected"));
        waiting.remove(ticket);
      }
    }
    assertThat(foundAfterPowerLoss(disk, settings, seed)).containsAll(owed);
  }

  /** The thread that syncs each interval is asleep; the test is its clock. */
  @Property(tries = 1000)
  void F06_interval_losesNothingThatIsOlderThanTheInterval(
      @ForAll("lives") List<Step> life, @ForAll long seed) throws Exception {
    DiskQueueSettings settings =
        Jvms.small().withDurability(Durability.INTERVAL).withSyncInterval(Duration.ofDays(1));
    MemoryDisk disk = new MemoryDisk();
    Appender appender = appender(disk.living(), settings);
    Set<Integer> appended = new HashSet<>();
    Set<Integer> synced = Set.of();
    for (Step step : life) {
      if (step.what() == What.APPEND) {
        int number = appended.size();
        appender.append(Jvms.ROUTING, 0, Jvms.payload(number, step.which()));
        appended.add(number);
      } else if (step.what() == What.SYNC) {
        appender.sync();
        synced = Set.copyOf(appended);
      }
    }
    assertThat(foundAfterPowerLoss(disk, settings, seed)).containsAll(synced);
    appender.close();
  }

  private Appender appender(Disk disk, DiskQueueSettings settings) {
    Usage usage = new Usage();
    Incidents incidents = new Incidents(clock, line -> {});
    PayloadCache cache = new PayloadCache(0);
    Journals journals = new Journals();
    Quarantine quarantine = new Quarantine(disk, settings, usage, incidents, journals);
    DeadLetters letters =
        new DeadLetters(disk, settings, clock, usage, incidents, journals, quarantine);
    Settler settler =
        new Settler(disk, settings, clock, usage, incidents, cache, journals, letters);
    Appender appender =
        new Appender(
            disk,
            DeadJournal.APP,
            settings,
            clock,
            usage,
            incidents,
            cache,
            journals,
            settler,
            WhenFull.REFUSE);
    appender.open();
    return appender;
  }

  /** By delivery or as a dead letter, and each as it was accepted. */
  private Set<Integer> foundAfterPowerLoss(MemoryDisk disk, DiskQueueSettings settings, long seed)
      throws IOException {
    disk.cutPower(new Random(seed));
    disk.boot();
    Set<Integer> found = new HashSet<>();
    DiskQueue queue = disk.open(DeadJournal.APP, settings, clock, line -> {});
    queue.adopt(ticket -> found.add(intact(DeadJournal.read(queue, ticket))));
    queue.forEachDeadLetter(letter -> found.add(intact(letter.payload())));
    return found;
  }

  private static int intact(byte[] payload) {
    int number = Jvms.number(payload);
    assertThat(payload).isEqualTo(Jvms.payload(number, payload.length));
    return number;
  }
}
