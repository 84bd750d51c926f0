package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Reply;
import customerio.agent.queue.Ticket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Any history of words and of calls that wait for what was said before, see {@link OvertakersTest}.
 */
class OvertakersHistoryTest extends OvertakersFixture {

  private enum Kind {
    SAY,
    CALL,
    /** Another JVM has said it, and died. */
    LATE,
    TAKE_BACK
  }

  private record Step(Kind kind, int person, int other, int millis) {}

  /** Whatever waits for whom, however requests fail, and whichever thread is quicker. */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void noHistory_hasACallThatOvertakes(
      @ForAll("steps") List<Step> steps,
      @ForAll("failures") List<Boolean> failures,
      @ForAll("seeds") long seed,
      @ForAll("windows") int window) {
    Rig rig = new Rig(Rig.windows(Rig.SETTINGS, window), seed);
    rig.time.overlap();
    List<Set<Long>> saidBefore = new ArrayList<>();
    List<List<Long>> said = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<Boolean> left = new ArrayList<>(failures);
    rig.transport.script(
        request -> {
          String target = request.request().target();
          if (target.startsWith(BATCH)) {
            int call = Integer.parseInt(target.substring(target.indexOf('=') + 1));
            Set<Long> overtaken = new TreeSet<>(saidBefore.get(call));
            overtaken.retainAll(rig.queue.pending());
            if (!overtaken.isEmpty() && rig.state().held() == 0) {
              wrong.add("call " + call + " overtakes " + overtaken);
            }
            return OK;
          }
          return left.isEmpty() || !left.remove(0) ? OK : reply(503, "");
        });
    for (int person = 0; person < 8; person++) {
      said.add(new ArrayList<>());
    }
    List<CompletableFuture<Reply>> answers = new ArrayList<>();
    rig.delivery.start();
    for (Step step : steps) {
      int person = 2 * step.person;
      int other = 2 * step.other;
      switch (step.kind) {
        case SAY -> {
          long n = person == other ? rig.event(person) : rig.merge(person, other);
          said.get(step.person).add(n);
          said.get(step.other).add(n);
        }
        case CALL -> {
          Set<Long> before = new TreeSet<>(said.get(step.person));
          before.addAll(said.get(step.other));
          saidBefore.add(before);
          Set<Long> people = new TreeSet<>(List.of((long) person, (long) other));
          answers.add(relay(rig, BATCH + "?call=" + answers.size(), people));
        }
        case LATE -> rig.late(person, other);
        case TAKE_BACK -> takeBack(rig);
      }
      rig.pass(Duration.ofMillis(step.millis));
    }
    rig.pass(Duration.ofHours(1));

    assertThat(wrong).isEmpty();
    assertThat(rig.queue.pending()).isEmpty();
    boolean wasWell = !failures.contains(true);
    assertThat(answers.stream().map(OvertakersFixture::failure))
        .allMatch(
            failure ->
                failure == null
                    || !wasWell && failure instanceof SocketTimeoutException
                    || !wasWell && failure instanceof CustomerioUnavailableException);
  }

  /** What was said last of all that waits. */
  private static void takeBack(Rig rig) {
    List<Long> waiting = List.copyOf(rig.queue.pending());
    if (!waiting.isEmpty()) {
      Ticket last = rig.queue.ticket(waiting.get(waiting.size() - 1));
      if (rig.queue.withdraw(last)) {
        rig.delivery.withdrawn(last);
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.SAY),
            Tuple.of(6, Kind.CALL),
            Tuple.of(1, Kind.LATE),
            Tuple.of(1, Kind.TAKE_BACK));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(0, 0, 0, 1, 300, 20_000))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Boolean>> failures() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(List.of())),
        Tuple.of(3, Arbitraries.of(true, false, false).list().ofMaxSize(20)));
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Provide
  Arbitrary<Integer> windows() {
    return Arbitraries.of(1, 2, 1000);
  }
}
