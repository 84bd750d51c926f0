package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The queue against a list in memory, over any sequence of appends, settlements, crashes and
 * orderly restarts, with segments that hold a handful of records. Each start may have another
 * durability than the one before.
 */
class DiskQueueModelTest {
  /** In memory where the system has such a place: thousands of tiny files, none of them to keep. */
  private static final Path SCRATCH =
      Stream.of("/dev/shm", System.getProperty("java.io.tmpdir"))
          .map(Path::of)
          .filter(Files::isWritable)
          .findFirst()
          .orElseThrow();

  /** What happens, and two numbers that say to which operations and how. */
  record Step(What what, int a, int b) {}

  enum What {
    APPEND,
    DELIVER,
    RETRY,
    BURY,
    READ,
    ADOPT,
    CRASH,
    RESTART
  }

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(12, What.APPEND),
            Tuple.of(5, What.DELIVER),
            Tuple.of(2, What.RETRY),
            Tuple.of(1, What.BURY),
            Tuple.of(2, What.READ),
            Tuple.of(1, What.ADOPT),
            Tuple.of(1, What.CRASH),
            Tuple.of(1, What.RESTART));
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 2000);
    return Combinators.combine(what, number, number)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<DiskQueueSettings> settings() {
    Arbitrary<Long> bounds = Arbitraries.of(1L << 20, 24L << 10);
    Arbitrary<Long> caches = Arbitraries.of(0L, 2L << 10);
    Arbitrary<Durability> durabilities =
        Arbitraries.frequency(
            Tuple.of(9, Durability.PROCESS),
            Tuple.of(6, Durability.MEMORY),
            Tuple.of(1, Durability.INTERVAL),
            Tuple.of(1, Durability.FSYNC));
    return Combinators.combine(bounds, caches, durabilities)
        .as(
            (bound, cache, durability) ->
                Jvms.small().withMaxBytes(bound).withCacheBytes(cache).withDurability(durability));
  }

  @Property(tries = 1000)
  void queue_behavesLikeAListThatForgetsNothing(
      @ForAll("lives") List<Step> life, @ForAll("settings") DiskQueueSettings settings)
      throws Exception {
    Path directory = Files.createTempDirectory(SCRATCH, "queue-model");
    try (Jvms jvms = new Jvms(directory, settings)) {
      Model model = new Model(jvms);
      for (Step step : life) {
        model.take(step);
      }
      model.drain();
    } finally {
      Jvms.deleteAll(directory);
    }
  }

  /** What must be in the queue, by number of the operation; numbers rise with the appends. */
  private static final class Model {
    private final Jvms jvms;
    private final TreeMap<Integer, Expected> waiting = new TreeMap<>();
    private final TreeMap<Integer, Ticket> held = new TreeMap<>();
    private final List<Integer> dead = new ArrayList<>();
    private int next;

    private record Expected(
        Routing routing, long capturedAt, int bytes, int attempts, long notBefore) {}

    Model(Jvms jvms) {
      this.jvms = jvms;
    }

    void take(Step step) throws IOException {
      switch (step.what()) {
        case APPEND -> append(step);
        case DELIVER -> settle(some(step), new Settlement.Delivered());
        case BURY ->
            settle(
                some(step).subList(0, Math.min(1, some(step).size())),
                new Settlement.Dead("rejected"));
        case RETRY ->
            settle(some(step), new Settlement.Retry(step.a() % 7, jvms.clock.millis() + step.b()));
        case READ -> some(step).forEach(this::check);
        case ADOPT -> adopt();
        case CRASH -> {
          if (jvms.settings.durability() == Durability.MEMORY) {
            jvms.queue.persist(); // or what is in the heap would be lost, as it should be
          }
          jvms.settings = jvms.settings.withDurability(some(step.a()));
          jvms.crash();
          held.clear();
          adopt();
        }
        case RESTART -> {
          jvms.queue.close();
          jvms.settings = jvms.settings.withDurability(some(step.a()));
          jvms.start();
          held.clear();
          adopt();
        }
      }
      assertThat(jvms.queue.state().pending()).isEqualTo(held.size());
    }

    void drain() throws IOException {
      int adopted;
      do {
        settle(List.copyOf(held.keySet()), new Settlement.Delivered());
        adopted = adopt();
      } while (adopted > 0);
      assertThat(waiting).isEmpty();
      assertThat(jvms.queue.state().corruptRecords()).isZero();
      List<Integer> letters = new ArrayList<>();
      jvms.queue.forEachDeadLetter(letter -> letters.add(Jvms.number(letter.payload())));
      assertThat(letters).containsExactlyElementsOf(dead);
      jvms.queue.purgeDeadLetters();
      jvms.queue.close();
      assertThat(Files.list(jvms.app)).isEmpty();
      assertThat(jvms.queue.state().bytes()).isZero();
    }

    private void append(Step step) throws IOException {
      Expected expected =
          new Expected(
              new Routing(step.a(), step.b(), next), jvms.clock.millis() + next, step.a(), 0, 0);
      try {
        Ticket ticket =
            jvms.queue.append(
                expected.routing(), expected.capturedAt(), Jvms.payload(next, step.a()));
        waiting.put(next, expected);
        held.put(next, ticket);
      } catch (QueueFullException e) {
        assertThat(jvms.queue.state().trouble()).isNotNull();
      }
      next++;
    }

    private void settle(List<Integer> numbers, Settlement settlement) {
      List<Ticket> tickets = new ArrayList<>();
      for (int number : numbers) {
        tickets.add(held.get(number));
        if (settlement instanceof Settlement.Retry retry) {
          Expected before = waiting.get(number);
          waiting.put(
              number,
              new Expected(
                  before.routing(),
                  before.capturedAt(),
                  before.bytes(),
                  retry.attempts(),
                  retry.notBeforeMillis()));
        } else {
          waiting.remove(number);
          held.remove(number);
        }
        if (settlement instanceof Settlement.Dead) {
          dead.add(number);
        }
      }
      jvms.queue.settle(tickets, settlement);
    }

    /** All that can be adopted comes, oldest first and complete; the rest when there is room. */
    private int adopt() {
      List<Ticket> adopted = jvms.adopt();
      List<Integer> hidden = new ArrayList<>(waiting.keySet());
      hidden.removeAll(held.keySet());
      assertThat(jvms.numbers(adopted)).isEqualTo(hidden.subList(0, adopted.size()));
      for (Ticket ticket : adopted) {
        int number = jvms.number(ticket);
        held.put(number, ticket);
        check(number);
      }
      return adopted.size();
    }

    private void check(int number) {
      Ticket ticket = held.get(number);
      Expected expected = waiting.get(number);
      assertThat(
              new Expected(
                  ticket.routing(),
                  ticket.capturedAtMillis(),
                  expected.bytes(),
                  ticket.attempts(),
                  ticket.notBeforeMillis()))
          .isEqualTo(expected);
      try {
        assertThat(jvms.queue.read(ticket)).isEqualTo(Jvms.payload(number, expected.bytes()));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private static Durability some(int number) {
      return Durability.values()[number % Durability.values().length];
    }

    /** A run of those that are held, or every third one. */
    private List<Integer> some(Step step) {
      List<Integer> all = new ArrayList<>(held.keySet());
      if (all.isEmpty()) {
        return all;
      }
      int from = step.a() % all.size();
      int stride = step.b() % 3 == 0 ? 3 : 1;
      List<Integer> chosen = new ArrayList<>();
      for (int i = from; i < all.size() && chosen.size() <= step.b() % 10; i += stride) {
        chosen.add(all.get(i));
      }
      return chosen;
    }
  }
}
