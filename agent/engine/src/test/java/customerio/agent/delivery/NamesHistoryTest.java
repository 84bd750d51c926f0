package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.delivery.MoodyCustomerio.Weather;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
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
import net.jqwik.api.arbitraries.ListArbitrary;

/**
 * Any history of what is said about humans of several names, see {@link NamesTest}: through
 * outages, people who are set aside, restarts, the backlogs of other JVMs, operators who flush, and
 * callers who take their word back.
 */
class NamesHistoryTest {

  private enum Kind {
    BATCHABLE,
    SINGLE,
    NAMING,
    /** A call that went past the queue has named two. */
    PASSED,
    /** A JVM that died has named two, and is taken over. */
    LATE,
    WITHDRAW,
    /** Customer.io takes nothing about this name for a minute. */
    FALL_ILL,
    PASS_TIME,
    FLUSH,
    RESTART,
    /** Two who wait are named, and as soon as that has arrived the JVM dies. */
    DIE_WHEN_NAMED;

    boolean isInstant() {
      return ordinal() <= FALL_ILL.ordinal() && this != LATE;
    }
  }

  private record Step(Kind kind, int human, int name, int otherName, int millis) {}

  private record Said(int number, long name) {}

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

  /**
   * Each human has an id and an address; that they are one's is known over restarts, too, as long
   * as anything waits that was said since.
   */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void twoNames_areOneOrder_overRestarts(
      @ForAll("steps") List<Step> steps,
      @ForAll("weather") List<Weather> weather,
      @ForAll("seeds") long seed,
      @ForAll("lanes") int lanes,
      @ForAll("windows") int window) {
    check(steps, weather, seed, lanes, window, 2);
  }

  /** The same where hardly anything fits into the heap, so that names are joined on the shelf. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void twoNames_areOneOrder_overDeathsAfterTheirNaming(
      @ForAll("deaths") List<Step> steps,
      @ForAll("weather") List<Weather> weather,
      @ForAll("seeds") long seed,
      @ForAll("lanes") int lanes,
      @ForAll("smallWindows") int window) {
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
    withoutRestarts.removeIf(step -> step.kind == Kind.RESTART || step.kind == Kind.DIE_WHEN_NAMED);
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
    MoodyCustomerio customerio = new MoodyCustomerio(weather, rig);
    History history = new History(namesPerHuman, rig, customerio);
    Deque<Step> future = new ArrayDeque<>(steps);
    Random whims = new Random(seed);
    rig.transport.script(
        request -> {
          // the application goes on speaking while a request is in flight
          if (whims.nextBoolean() && !future.isEmpty() && future.peek().kind.isInstant()) {
            history.take(future.poll());
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
      history.take(future.poll());
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
    private final Rig rig;
    private final MoodyCustomerio customerio;
    private final List<Said> said = new ArrayList<>();

    /** One of a human's two names → the other, and what said so first in this life. */
    private final Map<Long, Said> joined = new HashMap<>();

    private Known known = new Known();

    History(int namesPerHuman, Rig rig, MoodyCustomerio customerio) {
      this.namesPerHuman = namesPerHuman;
      this.rig = rig;
      this.customerio = customerio;
    }

    void take(Step step) {
      int name = name(step, step.name);
      int other = name(step, step.otherName);
      switch (step.kind) {
        case BATCHABLE -> remember(rig.identify(name), name);
        case SINGLE -> remember(rig.metric(name), name);
        case NAMING -> name(name, other);
        case PASSED -> rig.delivery.passed(new Routing(Rig.KEY, name, other));
        case LATE -> rig.late(name, other);
        case WITHDRAW -> withdraw(step.millis);
        case FALL_ILL -> customerio.ill.put(name, rig.time.elapsed().plusSeconds(60));
        case PASS_TIME -> rig.pass(Duration.ofMillis(step.millis));
        case FLUSH -> {
          rig.delivery.hurry(true);
          rig.settle();
          rig.delivery.hurry(false);
        }
        case RESTART -> restart();
        case DIE_WHEN_NAMED -> {
          remember(rig.metric(name), name);
          remember(rig.metric(other), other);
          name(name, other);
          remember(rig.identify(name), name);
          customerio.takesUntilNamed();
          rig.pass(Duration.ofSeconds(61));
          customerio.takesAll();
          restart();
          remember(rig.metric(other), other);
        }
      }
    }

    private void name(int name, int other) {
      known.same(name, other);
      int number = rig.identify(name, other);
      customerio.namings.add(number);
      remember(number, name);
      if (namesPerHuman == 2 && name != other) {
        joined.putIfAbsent((long) name, new Said(number, other));
      }
    }

    private void restart() {
      rig.restart();
      known = known();
    }

    /** Not what names two: of those that wait it may be the only one that says so. */
    private void withdraw(int which) {
      List<Ticket> waiting =
          List.copyOf(rig.queue.pending()).stream()
              .filter(number -> order.containsKey((int) (long) number))
              .filter(number -> !customerio.namings.contains((int) (long) number))
              .<Ticket>map(rig.queue::ticket)
              .toList();
      if (waiting.isEmpty()) {
        return;
      }
      Ticket ticket = waiting.get(which % waiting.size());
      if (rig.queue.withdraw(ticket)) {
        int number = (int) ticket.sequence();
        order.remove(number);
        order.replaceAll(
            (later, earlier) -> earlier.stream().filter(each -> each != number).toList());
        said.removeIf(each -> each.number == number);
        rig.delivery.withdrawn(ticket);
      }
    }

    private void remember(int number, int name) {
      customerio.names.put(number, name);
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
    private Known known() {
      Known known = new Known();
      for (long waiting : rig.queue.pending()) {
        Routing routing = rig.queue.ticket(waiting).routing();
        if (order.containsKey((int) waiting) && routing.otherPerson() != 0) {
          known.same(routing.person(), routing.otherPerson());
        }
      }
      joined.entrySet().removeIf(join -> !waitsSince(join.getKey(), join.getValue()));
      joined.forEach((name, naming) -> known.same(name, naming.name));
      return known;
    }

    private boolean waitsSince(long name, Said naming) {
      return said.stream()
          .filter(each -> each.number >= naming.number)
          .filter(each -> each.name == name || each.name == naming.name)
          .anyMatch(each -> rig.queue.pending().contains((long) each.number));
    }

    private int name(Step step, int index) {
      int names = namesPerHuman;
      int human = names > 2 ? 0 : step.human;
      return 2 * (human * names + index % names + 1);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.BATCHABLE),
            Tuple.of(4, Kind.SINGLE),
            Tuple.of(4, Kind.NAMING),
            Tuple.of(1, Kind.PASSED),
            Tuple.of(1, Kind.LATE),
            Tuple.of(1, Kind.WITHDRAW),
            Tuple.of(1, Kind.FALL_ILL),
            Tuple.of(4, Kind.PASS_TIME),
            Tuple.of(1, Kind.FLUSH),
            Tuple.of(1, Kind.RESTART),
            Tuple.of(1, Kind.DIE_WHEN_NAMED));
    return steps(kinds).ofMaxSize(50);
  }

  /** Few namings, so that most are the first of a life. */
  @Provide
  Arbitrary<List<Step>> deaths() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.BATCHABLE),
            Tuple.of(3, Kind.SINGLE),
            Tuple.of(1, Kind.NAMING),
            Tuple.of(1, Kind.LATE),
            Tuple.of(1, Kind.WITHDRAW),
            Tuple.of(3, Kind.PASS_TIME),
            Tuple.of(6, Kind.DIE_WHEN_NAMED));
    return steps(kinds).ofMaxSize(20);
  }

  private static ListArbitrary<Step> steps(Arbitrary<Kind> kinds) {
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(0, 150, 700, 5_000, 11_000, 61_000))
        .as(Step::new)
        .list();
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

  @Provide
  Arbitrary<Integer> smallWindows() {
    return Arbitraries.integers().between(1, 4);
  }
}
