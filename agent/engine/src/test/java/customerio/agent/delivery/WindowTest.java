package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More waits than the heap has room for. */
class WindowTest {
  private static final long OTHER_KEY = 78;

  @Test
  void whatTheHeapHasNoRoomFor_waitsOnTheShelf() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 8));
    rig.book.forget(Rig.KEY);
    for (int person = 1; person <= 100; person++) {
      rig.metric(2 * person);
    }
    rig.settle();

    assertThat(rig.queue.shelved(Rig.KEY).operations()).isEqualTo(92);
    assertThat(rig.state().pending()).isEqualTo(100);

    rig.book.learn(Rig.KEY, "Basic key");
    rig.pass(Duration.ofMinutes(1));
    assertThat(rig.queue.deliveredCount()).isEqualTo(100);
    assertThat(rig.state().pending()).isZero();
  }

  /** The room of one destination is not taken by another's outage. */
  @Test
  void destinationWithoutCredential_doesNotStopAnother() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 8));
    rig.book.learn(OTHER_KEY, "Basic other");
    rig.book.forget(Rig.KEY);
    for (int person = 1; person <= 100; person++) {
      rig.metric(2 * person);
      rig.identifyWith(OTHER_KEY, 2 * person);
    }
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.queue.deliveredCount()).isEqualTo(100);
    assertThat(rig.queue.pending()).hasSize(100).allMatch(number -> number % 2 == 1);
  }

  /** People of whom the shelf does not speak need not wait for it. */
  @Test
  void whatIsSaidAboutOthers_overtakesABacklog() {
    Rig rig = new Rig(Rig.windows(Rig.lanes(Rig.SETTINGS, 1), 8), 1);
    for (int i = 0; i < 100; i++) {
      rig.metric(2);
    }
    rig.restart();
    int same = rig.metric(2);
    int other = rig.metric(4);
    rig.pass(Duration.ofMinutes(1));

    List<List<Integer>> sent = rig.transport.operations();
    assertThat(sent).hasSize(102);
    assertThat(sent.indexOf(List.of(other))).isLessThan(20);
    assertThat(sent.indexOf(List.of(same))).isEqualTo(101);
  }

  /** On a small heap too the backlog's first words join the names of its later ones. */
  @Test
  void namesThatTheShelfJoins_areOneOrderBeforeItIsRead() {
    Rig rig = new Rig(Rig.windows(Rig.SETTINGS, 1), 1);
    rig.metric(2);
    rig.identify(2, 4);
    rig.metric(2);
    rig.restart();
    rig.metric(4);
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.transport.operations())
        .containsExactly(List.of(1), List.of(2), List.of(3), List.of(4));
  }

  @Test
  void withdrawnFromTheShelf_isNotSent() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 1));
    rig.book.forget(Rig.KEY);
    rig.metric(2);
    int withdrawn = rig.metric(2);
    rig.metric(2);
    assertThat(rig.queue.withdraw(rig.queue.ticket(withdrawn))).isTrue();
    rig.book.learn(Rig.KEY, "Basic key");
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(3));
  }

  /** It goes before the words that are on the shelf already, and so does what is said after it. */
  @Test
  void lateBacklog_isNotOvertakenThoughTheShelfHoldsLaterWords() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 8));
    rig.book.forget(Rig.KEY);
    for (int person = 1; person <= 9; person++) {
      rig.metric(2 * person); // the ninth goes on the shelf
    }
    for (long number = 1; number <= 3; number++) {
      rig.withdraw(number); // room for what is said, and not enough to take the shelf's next
    }
    int late = rig.lateMetric(40);
    int live = rig.metric(40);
    rig.book.learn(Rig.KEY, "Basic key");
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.transport.operations().stream().flatMap(List::stream).filter(n -> n >= late))
        .containsExactly(late, live);
    assertThat(rig.queue.pending()).isEmpty();
  }
}
