package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.KeyRings;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * The shelf against a list in memory: over appends, settlements, compactions, crashes and adoptions
 * each operation comes off it once, in order, as it was. Each start may have another durability,
 * other keys and another policy for a full queue than the one before.
 */
class ShelfModelTest {
  private static final int DESTINATIONS = 3;
  private static final long KEY_A = KeyRings.number('a');
  private static final long KEY_B = KeyRings.number('b');

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
    BURY,
    WITHDRAW,
    DISCARD,
    PERSIST,
    ADOPT,
    CRASH,
    RESTART
  }

  @Property(tries = 1000)
  void shelf_givesEverythingBackOnceAndInOrder(
      @ForAll("lives") List<Step> life,
      @ForAll("bounds") long maxBytes,
      @ForAll @IntRange(max = 999) int kind)
      throws Exception {
    Path directory = Files.createTempDirectory(SCRATCH, "shelf-model");
    DiskQueueSettings first = like(Jvms.small().withMaxBytes(maxBytes), kind);
    try (Jvms jvms = new Jvms(directory, first)) {
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
            Tuple.of(1, What.BURY),
            Tuple.of(2, What.WITHDRAW),
            Tuple.of(1, What.DISCARD),
            Tuple.of(1, What.PERSIST),
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

  /** With the smaller ones, sparse segments are copied, and the oldest operations give way. */
  @Provide
  Arbitrary<Long> bounds() {
    return Arbitraries.of(1L << 20, 24L << 10, 10L << 10);
  }

  /** Half of them keep what they can in the heap, with little room there or enough. */
  private static DiskQueueSettings like(DiskQueueSettings before, int kind) {
    List<KeyRing> keys =
        List.of(KeyRing.NONE, KeyRings.plain("ab"), KeyRings.of("a"), KeyRings.of("ba"));
    return before
        .withDurability(kind % 2 == 0 ? Durability.MEMORY : Durability.PROCESS)
        .withCacheBytes(kind / 2 % 2 == 0 ? 2 << 10 : 64 << 10)
        .withKeys(keys.get(kind / 4 % 4))
        .withFullPolicy(
            kind / 16 % 2 == 0 ? FullPolicy.DROP_OLDEST : FullPolicy.PASS_THROUGH,
            Duration.ofSeconds(1));
  }

  /** Numbers of operations rise with the appends. */
  private static final class Model {
    private final Jvms jvms;

    /** What is not settled, and with which ticket it was seen last; null = another JVM's. */
    private final TreeMap<Integer, Ticket> waiting = new TreeMap<>();

    private final TreeMap<Integer, List<Long>> postponed = new TreeMap<>();
    private final List<Integer> onShelf = new ArrayList<>();

    /** By which key it was sealed, if it was. */
    private final Map<Integer, String> sealed = new HashMap<>();

    private final Set<Integer> dead = new TreeSet<>();
    private int next;

    Model(Jvms jvms) {
      this.jvms = jvms;
      started();
    }

    private void started() {
      jvms.queue.onDropped(tickets -> tickets.forEach(ticket -> isGone(number(ticket))));
    }

    private static int number(Ticket ticket) {
      return (int) ticket.routing().otherPerson();
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
        case BURY -> some(step).stream().limit(1).forEach(this::bury);
        case DISCARD -> discard(some(step));
        case PERSIST -> jvms.queue.persist();
        case WITHDRAW -> some(step).stream().limit(2).forEach(this::withdraw);
        case ADOPT -> adopt();
        case CRASH -> {
          loseWhatIsInTheHeap();
          jvms.settings = like(jvms.settings, step.a());
          jvms.crash();
          forget();
        }
        case RESTART -> {
          jvms.queue.close();
          jvms.settings = like(jvms.settings, step.a());
          jvms.start();
          forget();
        }
      }
    }

    void drain() throws IOException {
      jvms.queue.close();
      jvms.settings = jvms.settings.withKeys(KeyRings.of("ab"));
      jvms.start();
      forget();
      adopt();
      do {
        for (int destination = 0; destination < DESTINATIONS; destination++) {
          unshelve(destination, Integer.MAX_VALUE);
        }
        deliver(known());
        adopt();
      } while (pending() > 0);
      assertThat(waiting).isEmpty();
      assertThat(jvms.queue.state().corruptRecords()).isZero();
      Set<Integer> letters = new TreeSet<>();
      jvms.queue.forEachDeadLetter(letter -> letters.add(Jvms.number(letter.payload())));
      assertThat(letters).isEqualTo(dead);
      jvms.queue.purgeDeadLetters();
      jvms.queue.close();
      assertThat(Files.list(jvms.app)).isEmpty();
      assertThat(jvms.queue.state().bytes()).isZero();
    }

    private void append(Step step) throws IOException {
      try {
        Routing routing = new Routing(step.a() % DESTINATIONS, step.b(), next);
        waiting.put(
            next,
            jvms.queue.append(routing, jvms.clock.millis(), Jvms.payload(next, step.b() % 700)));
        if (jvms.settings.keys().isSealing()) {
          sealed.put(next, jvms.settings.keys().isNewest(KEY_A) ? "a" : "b");
        }
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

    private void bury(int number) {
      jvms.queue.settle(List.of(waiting.get(number)), new Settlement.Dead("rejected"));
      isGone(number);
      dead.add(number);
    }

    private void discard(List<Integer> numbers) {
      jvms.queue.discard(numbers.stream().map(waiting::get).toList());
      numbers.forEach(this::isGone);
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
          waiting.keySet().stream()
              .filter(number -> waiting.get(number) == null && isOpen(number))
              .toList();
      List<Ticket> seen = new ArrayList<>();
      assertThat(jvms.queue.adopt(seen::add)).isEqualTo(seen.size());
      assertThat(jvms.numbers(seen)).isEqualTo(hidden.subList(0, seen.size()));
      for (int i = 0; i < seen.size(); i++) {
        waiting.put(hidden.get(i), seen.get(i));
        onShelf.add(hidden.get(i));
      }
    }

    private boolean isOpen(int number) {
      String key = sealed.get(number);
      KeyRing keys = jvms.settings.keys();
      return key == null || keys.has("a".equals(key) ? KEY_A : KEY_B);
    }

    /** Of an operation that no file has, a crash leaves nothing; that is what memory means. */
    private void loseWhatIsInTheHeap() {
      waiting
          .values()
          .removeIf(ticket -> ticket != null && ((JournalTicket) ticket).segment.isInHeap());
    }

    private void forget() {
      waiting.replaceAll((number, ticket) -> null);
      onShelf.clear();
      started();
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
