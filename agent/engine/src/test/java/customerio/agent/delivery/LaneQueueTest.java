package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Routing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
  private final LaneQueue queue = new LaneQueue();
  private int said;

  private enum Kind {
    SAY,
    POLL,
    POLL_AND_GIVE_BACK,
    PUT_ASIDE
  }

  private record Step(Kind kind, int person) {}

  @Test
  void backlogAndLive_takeTurns() {
    add(true, 1, 1, 2, 3);
    add(false, 7, 8, 9);

    assertThat(pollAll()).containsExactly(5L, 1L, 6L, 2L, 7L, 3L, 4L);
  }

  @Test
  void whoeverWaitsInTheBacklog_staysBehindIt() {
    add(true, 1, 2, 1);
    add(false, 1, 7, 2, 1);

    assertThat(pollAll()).containsExactly(5L, 1L, 2L, 3L, 4L, 6L, 7L);
  }

  @Test
  void whatWaitedInAnOutage_isBacklogAfterwards() {
    add(false, 1, 2);
    queue.putAside();
    add(false, 2);
    queue.putAside();
    add(false, 8, 1, 9);

    assertThat(pollAll()).containsExactly(4L, 1L, 5L, 2L, 6L, 3L);
  }

  @Test
  void whatIsGivenBack_goesFirst() {
    add(true, 1, 2);
    add(false, 7);
    List<Entry> claimed = List.of(queue.poll(), queue.poll());
    queue.giveBack(claimed);

    assertThat(pollAll()).containsExactly(3L, 1L, 2L);
  }

  @Test
  void backlogFoundLater_goesBeforeWhatThatPersonHasSaidSince() {
    add(false, 1, 1, 2);
    add(true, 1);
    add(false, 1);

    assertThat(pollAll()).containsExactly(3L, 4L, 1L, 2L, 5L);
  }

  @Property(tries = 1000)
  void nobody_overtakesThemselves_andSizeAndBytesAreRight(
      @ForAll("people") List<Integer> backlog, @ForAll("steps") List<Step> steps) {
    LaneQueue tested = new LaneQueue();
    List<Entry> out = new ArrayList<>();
    Map<Long, List<Long>> expected = new HashMap<>();
    int number = 0;
    for (int person : backlog) {
      tested.add(entry(++number, person, true));
      expected.computeIfAbsent((long) person, any -> new ArrayList<>()).add((long) number);
    }
    int left = number;
    for (Step step : steps) {
      switch (step.kind) {
        case SAY -> {
          tested.add(entry(++number, step.person, false));
          expected.computeIfAbsent((long) step.person, any -> new ArrayList<>()).add((long) number);
          left++;
        }
        case POLL -> left -= poll(tested, out);
        case POLL_AND_GIVE_BACK -> {
          List<Entry> claimed = new ArrayList<>();
          for (int i = 0; i < step.person; i++) {
            poll(tested, claimed);
          }
          tested.giveBack(claimed);
        }
        case PUT_ASIDE -> tested.putAside();
      }
      assertThat(tested.size()).isEqualTo(left);
      assertThat(tested.bytes()).isEqualTo(left * 10L);
    }
    while (poll(tested, out) == 1) {
      left--;
    }

    assertThat(left).isZero();
    Map<Long, List<Long>> came = new HashMap<>();
    out.forEach(
        entry ->
            came.computeIfAbsent(entry.person, any -> new ArrayList<>())
                .add(entry.ticket.sequence()));
    assertThat(came).isEqualTo(expected);
  }

  private static int poll(LaneQueue queue, List<Entry> out) {
    Entry promised = queue.peek();
    Entry entry = queue.poll();
    assertThat(entry).isSameAs(promised);
    if (entry == null) {
      return 0;
    }
    out.add(entry);
    return 1;
  }

  @Provide
  Arbitrary<List<Integer>> people() {
    return Arbitraries.integers().between(1, 6).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Kind.values()), Arbitraries.integers().between(1, 6))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  private void add(boolean fromBacklog, int... people) {
    for (int person : people) {
      queue.add(entry(++said, person, fromBacklog));
    }
  }

  private List<Long> pollAll() {
    List<Long> numbers = new ArrayList<>();
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      numbers.add(entry.ticket.sequence());
    }
    return numbers;
  }

  private static Entry entry(int number, int person, boolean fromBacklog) {
    return new Entry(
        new MemoryQueue.Kept(number, new Routing(1, person, 0), number, 10, 0, 0),
        fromBacklog,
        new PersonLines.Standing(person, person));
  }
}
