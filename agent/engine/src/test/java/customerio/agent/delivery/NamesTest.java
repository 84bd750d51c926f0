package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.queue.Routing;
import customerio.agent.transport.TransportException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/**
 * P5 for a human who is addressed by several names: from the operation that names two of them on,
 * everything arrives in the order in which it was said, whatever name it was said under. Names are
 * even numbers, as the hashes of people are.
 */
class NamesTest {

  private enum Kind {
    BATCHABLE,
    SINGLE,
    NAMING,
    PASS_TIME,
    RESTART
  }

  private enum Weather {
    OK,
    BUSY,
    BROKEN_BEFORE,
    ANSWER_LOST,
    THROTTLED
  }

  private record Step(Kind kind, int human, int name, int otherName, int millis) {}

  /** Which names are one human's as far as the agent has been told. */
  private static final class Known {
    private final Map<Long, Long> toward = new HashMap<>();

    long human(long name) {
      long human = name;
      while (toward.containsKey(human)) {
        human = toward.get(human);
      }
      return human;
    }

    void same(long one, long other) {
      if (human(one) != human(other)) {
        toward.put(human(one), human(other));
      }
    }
  }

  private record Said(int number, long name) {}

  /** Each human has an id and an address; joins survive restarts as far as anything waits. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void twoNames_areOneOrder_overRestarts(
      @ForAll("steps") List<Step> steps,
      @ForAll("weather") List<Weather> weather,
      @ForAll("seeds") long seed,
      @ForAll("lanes") int lanes,
      @ForAll("windows") int window) {
    check(steps, weather, seed, lanes, window, 2);
  }

  /** Five names for everybody: any may turn out to be anybody's. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void manyNames_areOneOrder(
      @ForAll("steps") List<Step> steps,
      @ForAll("weather") List<Weather> weather,
      @ForAll("seeds") long seed,
      @ForAll("lanes") int lanes,
      @ForAll("windows") int window) {
    List<Step> withoutRestarts = new ArrayList<>(steps);
    withoutRestarts.removeIf(step -> step.kind == Kind.RESTART);
    check(withoutRestarts, weather, seed, lanes, window, 5);
  }

  private static void check(
      List<Step> steps,
      List<Weather> weather,
      long seed,
      int lanes,
      int window,
      int namesPerHuman) {
    DeliverySettings settings = Rig.batches(Rig.lanes(Rig.SETTINGS, lanes), BatchMode.ADAPTIVE, 4);
    Rig rig = new Rig(Rig.windows(settings, window), seed);
    Customerio customerio = new Customerio(weather);
    History history = new History(namesPerHuman);
    Deque<Step> future = new ArrayDeque<>(steps);
    Random whims = new Random(seed);
    rig.transport.script(
        request -> {
          // the application goes on speaking while a request is in flight
          if (whims.nextBoolean() && !future.isEmpty() && future.peek().kind.ordinal() <= 2) {
            history.take(future.poll(), rig);
          }
          if (whims.nextBoolean()) {
            rig.settle();
          }
          return customerio.answer(request);
        });
    if (whims.nextBoolean()) {
      rig.delivery.start(); // else the first words are said while the backlog is taken over
    }
    while (!future.isEmpty()) {
      history.take(future.poll(), rig);
    }
    rig.delivery.start();
    customerio.weather.clear();
    for (int i = 0; i < 3 && !rig.queue.pending().isEmpty(); i++) {
      rig.pass(Duration.ofHours(1));
    }

    assertThat(rig.queue.pending()).as("stalled").isEmpty();
    List<Integer> arrived = customerio.applied.stream().distinct().toList();
    history.order.forEach(
        (later, earlier) ->
            assertThat(arrived.subList(0, arrived.indexOf(later)))
                .as("arrived before " + later)
                .containsAll(earlier));
  }

  private static final class History {
    /** Number of an operation → those that have to arrive before it. */
    final Map<Integer, List<Integer>> order = new HashMap<>();

    private final int namesPerHuman;
    private final List<Said> said = new ArrayList<>();
    private Known known = new Known();

    History(int namesPerHuman) {
      this.namesPerHuman = namesPerHuman;
    }

    void take(Step step, Rig rig) {
      int name = name(step, step.name);
      int other = name(step, step.otherName);
      switch (step.kind) {
        case BATCHABLE -> remember(rig.identify(name), name);
        case SINGLE -> remember(rig.metric(name), name);
        case NAMING -> {
          known.same(name, other);
          remember(rig.identify(name, other), name);
        }
        case PASS_TIME -> rig.pass(Duration.ofMillis(step.millis));
        case RESTART -> {
          rig.restart();
          known = known(rig);
        }
      }
    }

    private void remember(int number, long name) {
      long human = known.human(name);
      order.put(
          number,
          said.stream()
              .filter(earlier -> known.human(earlier.name) == human)
              .map(Said::number)
              .toList());
      said.add(new Said(number, name));
    }

    /** What waits says so. */
    private static Known known(Rig rig) {
      Known known = new Known();
      for (long waiting : rig.queue.pending()) {
        Routing routing = rig.queue.ticket(waiting).routing();
        if (routing.otherPerson() != 0) {
          known.same(routing.person(), routing.otherPerson());
        }
      }
      return known;
    }

    private int name(Step step, int index) {
      int names = namesPerHuman;
      int human = names > 2 ? 0 : step.human;
      return 2 * (human * names + index % names + 1);
    }
  }

  private static final class Customerio {
    final List<Integer> applied = new ArrayList<>();
    final List<Weather> weather;

    Customerio(List<Weather> weather) {
      this.weather = new ArrayList<>(weather);
    }

    Reply answer(ScriptedTransport.Sent sent) throws TransportException {
      Weather now = weather.isEmpty() ? Weather.OK : weather.remove(0);
      if (now == Weather.OK || now == Weather.ANSWER_LOST) {
        applied.addAll(sent.operations());
      }
      return switch (now) {
        case OK -> ScriptedTransport.OK;
        case BUSY -> ScriptedTransport.reply(503, "");
        case THROTTLED -> ScriptedTransport.reply(429, "", "Retry-After", "7");
        case BROKEN_BEFORE, ANSWER_LOST -> throw ScriptedTransport.broken();
      };
    }
  }

  /** Before the start nothing has entered a line; found by the property, with two restarts. */
  @Test
  void saidBeforeTheStart_isKeptUnderBothNames() {
    Rig rig = new Rig();
    rig.identify(10);
    rig.identify(12, 10);
    int later = rig.identify(12);

    assertThat(rig.queue.ticket(later).routing().otherPerson()).isEqualTo(10);
  }

  /** A sign-up carries id and address, and must cost no more than any other identify. */
  @Test
  void freshPeople_withTwoNames_shareBatches() {
    int people = 100_000;
    Rig rig = new Rig();
    for (int i = 0; i < people; i++) {
      rig.identify(4 * i + 2, 4 * i + 4);
    }
    rig.delivery.start();
    rig.pass(Duration.ofMinutes(10));

    assertThat(rig.queue.deliveredCount()).isEqualTo(people);
    assertThat(rig.transport.sent()).hasSizeLessThanOrEqualTo(people / 500);
  }

  /** What is said under the new address may not arrive before the address is known. */
  @Test
  void eventUnderTheNewName_waitsForTheNaming() {
    Rig rig = Rig.started();
    rig.identify(2, 4);
    rig.metric(4);
    rig.metric(2);
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(3));
  }

  @Test
  void naming_waitsForWhatWasSaidUnderTheOtherName() {
    Rig rig = Rig.started();
    rig.metric(4);
    rig.metric(2);
    rig.identify(2, 4);
    rig.metric(4);
    rig.metric(2);
    rig.settle();

    List<List<Integer>> sent = rig.transport.operations();
    assertThat(sent.subList(0, 2)).containsExactlyInAnyOrder(List.of(1), List.of(2));
    assertThat(sent.subList(2, 5)).containsExactly(List.of(3), List.of(4), List.of(5));
  }

  /** It was delivered, so only what waits itself can still say whose names these are. */
  @Test
  void restartAfterTheNaming_keepsTheOrderOfWhatWaits() {
    Rig rig = Rig.started();
    rig.transport.script(
        request ->
            request.operations().contains(1)
                ? ScriptedTransport.OK
                : ScriptedTransport.reply(503, ""));
    rig.identify(4, 2);
    rig.settle();
    rig.metric(2);
    rig.metric(4);
    rig.settle();
    rig.transport.script();
    rig.restart();
    rig.metric(2);
    rig.pass(Duration.ofHours(1));

    assertThat(rig.transport.operations()).endsWith(List.of(2), List.of(3), List.of(4));
  }

  /** It is not known yet whose names these are when the first words are said. */
  @Test
  void wordsBeforeTheBacklogIsComplete_standBehindIt() {
    Rig rig = new Rig();
    rig.identify(2, 4);
    rig.reboot();
    rig.metric(4);
    rig.metric(2);
    rig.delivery.adopt(ticket -> {});
    rig.metric(4);
    assertThat(rig.delivery.destinations()).isEmpty();
    rig.transport.script(
        request ->
            request.operations().contains(2) && rig.time.elapsed().isZero()
                ? ScriptedTransport.reply(503, "")
                : ScriptedTransport.OK);
    rig.delivery.start();
    rig.pass(Duration.ofHours(1));

    assertThat(rig.transport.operations())
        .containsExactly(List.of(1), List.of(2), List.of(2), List.of(3), List.of(4));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.BATCHABLE),
            Tuple.of(4, Kind.SINGLE),
            Tuple.of(4, Kind.NAMING),
            Tuple.of(4, Kind.PASS_TIME),
            Tuple.of(1, Kind.RESTART));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(0, 150, 700, 5_000, 11_000, 61_000))
        .as(Step::new)
        .list()
        .ofMaxSize(50);
  }

  @Provide
  Arbitrary<List<Weather>> weather() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Weather.OK)),
            Tuple.of(2, Arbitraries.of(Weather.values())))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Provide
  Arbitrary<Integer> lanes() {
    return Arbitraries.of(1, 2, 3, 16);
  }

  /** How many operations may be in the heap. */
  @Provide
  Arbitrary<Integer> windows() {
    return Arbitraries.of(1, 3, 8, 1 << 16);
  }
}
