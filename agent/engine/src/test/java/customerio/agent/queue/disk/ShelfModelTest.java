package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Shelved;
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
 * The shelf against a list in memory: over appends, settlements, compactions, crashes and adoptions
 * each operation comes off it once, in order, as it was.
 */
class ShelfModelTest {
  private static final int DESTINATIONS = 3;

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
    SHELVE,
    UNSHELVE,
    DELIVER,
    RETRY,
    WITHDRAW,
    ADOPT,
    CRASH,
    RESTART
  }

  @Property(tries = 1000)
  void shelf_givesEverythingBackOnceAndInOrder(
      @ForAll("lives") List<Step> life, @ForAll("bounds") long maxBytes) throws Exception {
    Path directory = Files.createTempDirectory(SCRATCH, "shelf-model");
    try (Jvms jvms = new Jvms(directory, Jvms.small().withMaxBytes(maxBytes))) {
      Model model = new Model(jvms);
      for (Step step : life) {
        model.take(step);
        assertThat(jvms.queue.state().pending()).isEqualTo(model.pending());
      }
      model.drain();
    } finally {
      Jvms.deleteAll(directory);
    }
  }

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(12, What.APPEND),
            Tuple.of(6, What.SHELVE),
            Tuple.of(4, What.UNSHELVE),
            Tuple.of(5, What.DELIVER),
            Tuple.of(2, What.RETRY),
            Tuple.of(2, What.WITHDRAW),
            Tuple.of(1, What.ADOPT),
            Tuple.of(1, What.CRASH),
            Tuple.of(1, What.RESTART));
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 2000);
    return Combinators.combine(what, number, number)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  /** With the smaller one, sparse segments are copied. */
  @Provide
  Arbitrary<Long> bounds() {
    return Arbitraries.of(1L << 20, 24L << 10);
  }

  /** Numbers of operations rise with the appends. */
  private static final class Model {
    private final Jvms jvms;

    /** What is not settled, and with which ticket it was seen last; null = another JVM's. */
    private final TreeMap<Integer, Ticket> waiting = new TreeMap<>();

    private final TreeMap<Integer, List<Long>> postponed = new TreeMap<>();
    private final List<Integer> onShelf = new ArrayList<>();
    private int next;

    Model(Jvms jvms) {
      this.jvms = jvms;
    }

    long pending() {
      return waiting.values().stream().filter(ticket -> ticket != null).count();
    }

    void take(Step step) throws IOException {
      switch (step.what()) {
        case APPEND -> append(step);
        case SHELVE -> some(step).forEach(this::shelve);
        case UNSHELVE -> unshelve(step.a() % DESTINATIONS, step.b() % 7);
        case DELIVER -> deliver(some(step));
        case RETRY -> retry(some(step), step);
        case WITHDRAW -> some(step).stream().limit(2).forEach(this::withdraw);
        case ADOPT -> adopt();
        case CRASH -> {
          jvms.crash();
          forget();
        }
        case RESTART -> {
          jvms.restart();
          forget();
        }
      }
    }

    void drain() throws IOException {
      do {
        for (int destination = 0; destination < DESTINATIONS; destination++) {
          unshelve(destination, Integer.MAX_VALUE);
        }
        deliver(known());
        adopt();
      } while (pending() > 0);
      assertThat(waiting).isEmpty();
      assertThat(jvms.queue.state().corruptRecords()).isZero();
      jvms.queue.close();
      assertThat(Files.list(jvms.app)).isEmpty();
      assertThat(jvms.queue.state().bytes()).isZero();
    }

    private void append(Step step) throws IOException {
      try {
        Routing routing = new Routing(step.a() % DESTINATIONS, step.b(), 0);
        waiting.put(
            next,
            jvms.queue.append(routing, jvms.clock.millis(), Jvms.payload(next, step.b() % 700)));
      } catch (QueueFullException e) {
        assertThat(jvms.queue.state().trouble()).isNotNull();
      }
      next++;
    }

    private void shelve(int number) {
      assertThat(jvms.queue.shelve(waiting.get(number))).isTrue();
      onShelf.remove((Integer) number);
      onShelf.add(number);
    }

    private void unshelve(int destination, int atMost) throws IOException {
      List<Integer> expected =
          onShelf.stream().filter(number -> destination(number) == destination).sorted().toList();
      Shelved before = jvms.queue.shelved(destination);
      assertThat(before.operations()).isEqualTo(expected.size());
      List<Ticket> taken = new ArrayList<>();
      jvms.queue.unshelve(destination, atMost, taken::add);
      assertThat(jvms.numbers(taken))
          .isEqualTo(expected.subList(0, Math.min(atMost, expected.size())));
      for (Ticket ticket : taken) {
        int number = jvms.number(ticket);
        Ticket old = waiting.put(number, ticket);
        onShelf.remove((Integer) number);
        assertThat(ticket.routing()).isEqualTo(old.routing());
        assertThat(ticket.turn()).isEqualTo(old.turn()).isGreaterThanOrEqualTo(before.firstTurn());
        assertThat(List.of((long) ticket.attempts(), ticket.notBeforeMillis()))
            .isEqualTo(postponed.getOrDefault(number, List.of(0L, 0L)));
      }
    }

    private void deliver(List<Integer> numbers) {
      jvms.queue.settle(numbers.stream().map(waiting::get).toList(), new Settlement.Delivered());
      numbers.forEach(this::isGone);
    }

    private void retry(List<Integer> numbers, Step step) {
      int attempts = step.a() % 7;
      long notBefore = jvms.clock.millis() + step.b();
      jvms.queue.settle(
          numbers.stream().map(waiting::get).toList(), new Settlement.Retry(attempts, notBefore));
      numbers.forEach(number -> postponed.put(number, List.of((long) attempts, notBefore)));
    }

    private void withdraw(int number) {
      assertThat(jvms.queue.withdraw(waiting.get(number))).isTrue();
      assertThat(jvms.queue.withdraw(waiting.get(number))).isFalse();
      isGone(number);
    }

    private void isGone(int number) {
      waiting.remove(number);
      onShelf.remove((Integer) number);
    }

    /** All that can be adopted is on the shelf, oldest first; the rest when there is room. */
    private void adopt() throws IOException {
      List<Integer> hidden =
          waiting.keySet().stream().filter(number -> waiting.get(number) == null).toList();
      List<Ticket> seen = new ArrayList<>();
      assertThat(jvms.queue.adopt(seen::add)).isEqualTo(seen.size());
      assertThat(jvms.numbers(seen)).isEqualTo(hidden.subList(0, seen.size()));
      for (int i = 0; i < seen.size(); i++) {
        waiting.put(hidden.get(i), seen.get(i));
        onShelf.add(hidden.get(i));
      }
    }

    private void forget() {
      waiting.replaceAll((number, ticket) -> null);
      onShelf.clear();
    }

    private long destination(int number) {
      return waiting.get(number).routing().destination();
    }

    private List<Integer> known() {
      return waiting.keySet().stream().filter(number -> waiting.get(number) != null).toList();
    }

    /** A run of those that are known, or every third one. */
    private List<Integer> some(Step step) {
      List<Integer> all = known();
      List<Integer> chosen = new ArrayList<>();
      int stride = step.b() % 3 == 0 ? 3 : 1;
      for (int i = all.isEmpty() ? 0 : step.a() % all.size(); i < all.size(); i += stride) {
        if (chosen.size() <= step.b() % 10) {
          chosen.add(all.get(i));
        }
      }
      return chosen;
    }
  }
}
