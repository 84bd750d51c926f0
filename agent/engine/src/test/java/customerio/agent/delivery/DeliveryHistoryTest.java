package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.transport.TransportException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Any history of calls, outages, refusals, lost answers, lost credentials and restarts, each with
 * another number of lanes, and of a full queue that drops its oldest: nothing else is lost, nobody
 * is overtaken, nothing is applied twice whose answer arrived, and no lane stalls.
 */
class DeliveryHistoryTest {

  private enum Kind {
    IDENTIFY,
    METRIC,
    MERGE,
    PASS_TIME,
    RESTART,
    DROP_OLDEST,
    DAMAGE_RECORD,
    MEND_RECORDS,
    FORGET_CREDENTIAL,
    LEARN_CREDENTIAL;

    boolean isInstant() {
      return this != PASS_TIME && this != RESTART;
    }
  }

  /** What Customer.io does to one request. */
  private enum Weather {
    OK,
    BUSY,
    REFUSED_CONNECTION,
    BROKEN_BEFORE,
    ANSWER_LOST,
    THROTTLED,
    UNAUTHORIZED,
    UNCLEAR,
    TOO_LARGE,
    PARTLY
  }

  private record Step(Kind kind, int person, int other, int millis) {}

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void everyHistory_endsWellOnceCustomerioIsWell(
      @ForAll("steps") List<Step> steps,
      @ForAll("weather") List<Weather> weather,
      @ForAll("poisoned") Set<Integer> poisoned,
      @ForAll("seeds") long seed,
      @ForAll("lanes") int lanes,
      @ForAll("windows") int window,
      @ForAll BatchMode mode,
      @ForAll boolean overlapping) {
    DeliverySettings settings = Rig.batches(Rig.lanes(Rig.SETTINGS, lanes), mode, 4);
    Rig rig = new Rig(Rig.windows(settings, window), seed);
    if (overlapping) {
      rig.time.overlap();
    }
    Customerio customerio = new Customerio(weather, poisoned);
    Map<Integer, List<Integer>> said = new TreeMap<>();
    Deque<Step> future = new ArrayDeque<>(steps);
    Random whims = new Random(seed);
    rig.transport.script(
        request -> {
          // the world goes on while a request is in flight
          if (whims.nextBoolean() && !future.isEmpty() && future.peek().kind.isInstant()) {
            take(future.poll(), rig, said);
          }
          if (whims.nextBoolean()) {
            rig.settle();
          }
          return customerio.answer(request);
        });
    rig.delivery.start();

    while (!future.isEmpty()) {
      take(future.poll(), rig, said);
    }
    customerio.isWellFromNow();
    rig.queue.mendAll();
    rig.book.learn(Rig.KEY, "Basic key");
    for (int i = 0; i < 3 && !rig.queue.pending().isEmpty(); i++) {
      rig.pass(Duration.ofHours(1));
    }

    assertThat(rig.queue.pending()).as("stalled").isEmpty();
    assertThat(customerio.doubled).as("applied twice though the answer came").isEmpty();
    assertThat(rig.listener.lines("fault")).isEmpty();
    said.forEach(
        (person, operations) -> {
          List<Integer> alive =
              operations.stream()
                  .filter(n -> !rig.queue.dead().containsKey((long) n))
                  .filter(n -> !isDropped(rig, n))
                  .toList();
          assertThat(customerio.appliedFirst(alive)).as("person " + person).isEqualTo(alive);
        });
    Map<Long, String> dead = new TreeMap<>(rig.queue.dead());
    dead.values().removeIf("unreadable"::equals);
    assertThat(dead.keySet()).isSubsetOf(asLongs(customerio.everRefused));
  }

  private static void take(Step step, Rig rig, Map<Integer, List<Integer>> said) {
    switch (step.kind) {
      case IDENTIFY -> say(said, rig.identify(step.person), step.person);
      case METRIC -> say(said, rig.metric(step.person), step.person);
      case MERGE -> say(said, rig.merge(step.person, step.other), step.person, step.other);
      case PASS_TIME -> rig.pass(Duration.ofMillis(step.millis));
      case RESTART -> {
        rig.settings = Rig.lanes(rig.settings, step.other);
        rig.restart();
      }
      case DROP_OLDEST -> dropOldest(step.other, rig);
      case DAMAGE_RECORD -> rig.queue.damage(step.person * 7L);
      case MEND_RECORDS -> rig.queue.mendAll();
      case FORGET_CREDENTIAL -> rig.book.forget(Rig.KEY);
      case LEARN_CREDENTIAL -> rig.book.learn(Rig.KEY, "Basic key");
    }
  }

  private static boolean isDropped(Rig rig, int number) {
    return rig.queue.outcomes().get((long) number) instanceof Settlement.Withdrawn;
  }

  private static void dropOldest(int count, Rig rig) {
    List<Ticket> dropped =
        List.copyOf(rig.queue.pending()).stream()
            .<Ticket>map(number -> rig.queue.ticket(number))
            .filter(rig.queue::withdraw)
            .limit(count)
            .toList();
    rig.delivery.discarded();
    dropped.forEach(ticket -> assertThat(rig.queue.isWithdrawn(ticket)).isTrue());
  }

  private static void say(Map<Integer, List<Integer>> said, int number, int... people) {
    for (int person : new HashSet<>(asList(people))) {
      said.computeIfAbsent(person, any -> new ArrayList<>()).add(number);
    }
  }

  private static List<Integer> asList(int... numbers) {
    List<Integer> list = new ArrayList<>();
    for (int number : numbers) {
      list.add(number);
    }
    return list;
  }

  private static Set<Long> asLongs(Set<Integer> numbers) {
    Set<Long> longs = new HashSet<>();
    numbers.forEach(number -> longs.add((long) number));
    return longs;
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(12, Kind.IDENTIFY),
            Tuple.of(3, Kind.METRIC),
            Tuple.of(4, Kind.MERGE),
            Tuple.of(6, Kind.PASS_TIME),
            Tuple.of(1, Kind.RESTART),
            Tuple.of(1, Kind.DROP_OLDEST),
            Tuple.of(1, Kind.DAMAGE_RECORD),
            Tuple.of(1, Kind.MEND_RECORDS),
            Tuple.of(1, Kind.FORGET_CREDENTIAL),
            Tuple.of(1, Kind.LEARN_CREDENTIAL));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(1, 6),
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(0, 1, 150, 700, 5_000, 11_000, 61_000, 400_000))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Weather>> weather() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Weather.OK)),
            Tuple.of(2, Arbitraries.of(Weather.values())))
        .list()
        .ofMaxSize(60);
  }

  /** Operations that Customer.io refuses for what they say. */
  @Provide
  Arbitrary<Set<Integer>> poisoned() {
    return Arbitraries.integers().between(1, 50).set().ofMaxSize(4);
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

  private static final class Customerio {
    final Set<Integer> poisoned;
    final Set<Integer> everRefused = new HashSet<>();
    final Set<Integer> doubled = new HashSet<>();
    private final List<Weather> weather;
    private final List<Integer> applied = new ArrayList<>();
    private final Map<Integer, Boolean> answered = new HashMap<>();
    private boolean well;

    Customerio(List<Weather> weather, Set<Integer> poisoned) {
      this.weather = new ArrayList<>(weather);
      this.poisoned = poisoned;
    }

    void isWellFromNow() {
      well = true;
    }

    /** In the order in which they took effect for the first time. */
    List<Integer> appliedFirst(List<Integer> operations) {
      return applied.stream().distinct().filter(operations::contains).toList();
    }

    Reply answer(ScriptedTransport.Sent sent) throws TransportException {
      Weather now = well || weather.isEmpty() ? Weather.OK : weather.remove(0);
      switch (now) {
        case BUSY:
          return ScriptedTransport.reply(503, "");
        case REFUSED_CONNECTION:
          throw ScriptedTransport.refusedConnection();
        case BROKEN_BEFORE:
          throw ScriptedTransport.broken();
        case THROTTLED:
          return ScriptedTransport.reply(429, "", "Retry-After", "7");
        case UNAUTHORIZED:
          return ScriptedTransport.reply(401, "");
        case TOO_LARGE:
          if (sent.isBatch()) {
            return ScriptedTransport.reply(413, "");
          }
          return serve(sent);
        case ANSWER_LOST:
          apply(sent.operations(), false);
          throw ScriptedTransport.broken();
        case UNCLEAR:
          apply(sent.operations(), false);
          return ScriptedTransport.reply(207, "<html>");
        case PARTLY:
          return sent.isBatch() ? serveItems(sent) : serve(sent);
        default:
          return serve(sent);
      }
    }

    private Reply serve(ScriptedTransport.Sent sent) {
      if (sent.operations().stream().anyMatch(poisoned::contains)) {
        if (!sent.isBatch()) {
          everRefused.addAll(sent.operations());
        }
        return ScriptedTransport.reply(400, "{}");
      }
      apply(sent.operations(), true);
      return ScriptedTransport.OK;
    }

    private Reply serveItems(ScriptedTransport.Sent sent) {
      StringBuilder errors = new StringBuilder();
      List<Integer> good = new ArrayList<>();
      for (int i = 0; i < sent.operations().size(); i++) {
        int number = sent.operations().get(i);
        if (poisoned.contains(number)) {
          everRefused.add(number);
          errors.append(errors.isEmpty() ? "" : ",");
          errors.append("{\"batch_index\":" + i + ",\"reason\":\"invalid\",\"field\":\"name\"}");
        } else {
          good.add(number);
        }
      }
      apply(good, true);
      return errors.isEmpty()
          ? ScriptedTransport.OK
          : ScriptedTransport.reply(207, "{\"errors\":[" + errors + "]}");
    }

    private void apply(List<Integer> operations, boolean answerArrives) {
      for (int number : operations) {
        if (Boolean.TRUE.equals(answered.get(number))) {
          doubled.add(number);
        }
        applied.add(number);
        answered.put(number, answerArrives);
      }
    }
  }
}
