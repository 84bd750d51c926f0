package customerio.agent.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.queue.QueueFullException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * P6: whatever is said, and whatever happens meanwhile, not sending the repeats leaves Customer.io
 * in the state in which sending them would have left it. A repeat of what was given up would have
 * been given up like the first.
 */
class EndStateTest {
  private static final String ULID = "01BX5ZZKBKACTAV9WEVGEMMVR";

  private static Path directory;

  private sealed interface Step {}

  /** The application says something. */
  private record Say(String method, String target, String body) implements Step {}

  /** It says the same again as so many calls before. */
  private record Again(int back) implements Step {}

  private enum Happens implements Step {
    /** All that waits reaches Customer.io. */
    DELIVERY,
    /** The oldest that waits is given up. */
    GIVING_UP,
    /** The queue is full for the next call, which runs itself and arrives at once. */
    FULL_QUEUE,
    MINUTE,
    RESTART
  }

  private record Call(Operation operation, String repeatOf) {}

  @BeforeContainer
  static void createDirectory() throws Exception {
    directory = Files.createTempDirectory("end-state");
  }

  @AfterContainer
  static void deleteDirectory() throws Exception {
    try (var files = Files.walk(directory)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void repeats_changeNothing(@ForAll("steps") List<Step> steps) {
    History history = new History();
    steps.forEach(history::take);
    history.deliver();

    assertThat(EndState.after(history.arrived))
        .as("without the repeats %s", history.arrived)
        .hasToString(EndState.after(history.arrivedWithRepeats).toString());
  }

  private static final class History {
    final List<Operation> arrived = new ArrayList<>();
    final List<Operation> arrivedWithRepeats = new ArrayList<>();
    private final List<Call> waiting = new ArrayList<>();
    private IntakeFixture fixture = start();
    private final List<Say> said = new ArrayList<>();
    private boolean full;

    void take(Step step) {
      if (step instanceof Say say) {
        said.add(say);
        say(say);
        return;
      }
      if (step instanceof Again again) {
        if (again.back <= said.size()) {
          take(said.get(said.size() - again.back));
        }
        return;
      }
      switch ((Happens) step) {
        case DELIVERY -> deliver();
        case GIVING_UP -> giveUp();
        case FULL_QUEUE -> full = true;
        case MINUTE -> fixture.nanos += Duration.ofMinutes(1).toNanos();
        case RESTART -> restart();
      }
    }

    private void say(Say say) {
      int before = fixture.queue.payloads.size();
      fixture.queue.failure = full ? new QueueFullException("full") : null;
      full = false;
      Takeover.Accepted takeover =
          (Takeover.Accepted) fixture.call(say.method, say.target, say.body);
      Reply reply = takeover.reply();
      boolean queued = takeover.commit();
      if (!queued) {
        arriveInTime();
        arrived.add(operation(say));
        arrivedWithRepeats.add(operation(say));
      } else if (fixture.queue.payloads.size() > before) {
        Operation operation = fixture.queued().get(before);
        waiting.add(new Call(operation, null));
      } else {
        String header = reply.headers().first("X-Customerio-Agent");
        waiting.add(new Call(operation(say), header.substring(header.indexOf('=') + 1)));
      }
    }

    /**
     * A call that runs itself overtakes what waits. It shall not overtake a repeat of something
     * that has arrived, for not sending that is closer to what was said than sending it.
     */
    private void arriveInTime() {
      List<String> stillWaiting =
          waiting.stream()
              .filter(call -> call.repeatOf == null)
              .map(c -> c.operation.id())
              .toList();
      for (Call call : List.copyOf(waiting)) {
        if (call.repeatOf != null && !stillWaiting.contains(call.repeatOf)) {
          arrivedWithRepeats.add(call.operation);
          waiting.remove(call);
        }
      }
    }

    void deliver() {
      for (Call call : waiting) {
        arrivedWithRepeats.add(call.operation);
        if (call.repeatOf == null) {
          arrived.add(call.operation);
        }
      }
      waiting.clear();
    }

    private void giveUp() {
      if (waiting.isEmpty() || waiting.get(0).repeatOf != null) {
        return;
      }
      String id = waiting.get(0).operation.id();
      fixture.intake.givenUp();
      waiting.remove(0);
      waiting.removeIf(call -> id.equals(call.repeatOf));
    }

    private void restart() {
      IntakeFixture before = fixture;
      fixture = start();
      for (Call call : waiting) {
        if (call.repeatOf == null) {
          int index =
              before.queued().stream().map(Operation::id).toList().indexOf(call.operation.id());
          if (index >= 0) {
            fixture.intake.adopted(
                call.operation, before.queue.routings.get(index), Duration.ofSeconds(20));
          }
        }
      }
    }

    private static IntakeFixture start() {
      return new IntakeFixture(directory, "dedup.identify.window=5m").proven();
    }

    private static Operation operation(Say say) {
      Endpoint endpoint = Endpoint.match(Api.TRACK, say.method, say.target);
      return new Operation(
          "id",
          0,
          endpoint,
          Region.US,
          1,
          say.method,
          say.target,
          null,
          say.body.getBytes(UTF_8),
          null);
    }
  }

  /** Two humans, each of whom may come to have an id and an address. */
  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> names = Arbitraries.of("5", "6", "a%40b.co", "A%40B.co", "c%40d.co");
    Arbitrary<String> words =
        Arbitraries.of(
            "{'plan':'a'}",
            "{'plan':'a'}",
            "{'plan':'b'}",
            "{}",
            "{'email':'a@b.co'}",
            "{'email':'c@d.co'}",
            "{'email':'a@b.co','plan':'a'}",
            "{'id':'5'}",
            "{'id':'6'}",
            "{'id':'5','plan':'b'}",
            "{'anonymous_id':'x'}");
    Arbitrary<String> events =
        Arbitraries.of(
            "{'name':'n'}",
            "{'name':'n','id':'" + ULID + "1'}",
            "{'name':'n','id':'" + ULID + "2'}");
    Arbitrary<Step> identify =
        Combinators.combine(names, words).as((name, body) -> say("PUT", name, "", body));
    Arbitrary<Step> event =
        Combinators.combine(names, events).as((name, body) -> say("POST", name, "/events", body));
    Arbitrary<Step> device =
        Combinators.combine(names, Arbitraries.of(true, false))
            .as(
                (name, add) ->
                    add
                        ? say("PUT", name, "/devices", "{'device':{'id':'t','platform':'ios'}}")
                        : say("DELETE", name, "/devices/t", ""));
    Arbitrary<Step> end =
        Combinators.combine(names, Arbitraries.of("DELETE", "/suppress", "/unsuppress"))
            .as(
                (name, what) ->
                    what.equals("DELETE")
                        ? say(what, name, "", "")
                        : say("POST", name, what, "{}"));
    Arbitrary<Step> merge =
        Arbitraries.of(
                "{'primary':{'id':'5'},'secondary':{'id':'6'}}",
                "{'primary':{'id':'6'},'secondary':{'email':'a@b.co'}}")
            .map(body -> new Say("POST", "/api/v1/merge_customers", body.replace('\'', '"')));
    Step visit = new Say("POST", "/api/v1/events", "{\"name\":\"v\",\"anonymous_id\":\"x\"}");
    return Arbitraries.frequencyOf(
            Tuple.of(12, identify),
            Tuple.of(6, event),
            Tuple.of(10, Arbitraries.integers().between(1, 3).map(Again::new)),
            Tuple.of(2, device),
            Tuple.of(2, end),
            Tuple.of(1, merge),
            Tuple.of(1, Arbitraries.just(visit)),
            Tuple.of(3, Arbitraries.of(Happens.values()).map(step -> (Step) step)))
        .list()
        .ofMaxSize(25);
  }

  private static Step say(String method, String name, String path, String body) {
    return new Say(method, "/api/v1/customers/" + name + path, body.replace('\'', '"'));
  }
}
