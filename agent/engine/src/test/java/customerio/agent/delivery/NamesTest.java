package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Routing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P5 for a human who is addressed by several names: from the operation that names two of them on,
 * everything arrives in the order in which it was said, whatever name it was said under. Names are
 * even numbers, as the hashes of people are.
 *
 * @see NamesHistoryTest
 */
class NamesTest {

  /** Before the start nothing has entered a line; found by the property, with two restarts. */
  @Test
  void saidBeforeTheStart_isKeptUnderBothNames() {
    Rig rig = new Rig();
    rig.identify(10);
    rig.identify(12, 10);
    int later = rig.identify(12);

    assertThat(rig.queue.ticket(later).routing().otherPerson()).isEqualTo(10);
  }

  /** A merge with oneself names nobody else, so there is room; found by the property. */
  @Test
  void saidOfOnePersonTwice_isKeptUnderBothNames() {
    Rig rig = new Rig();
    rig.identify(10);
    rig.identify(12, 10);
    int later = rig.identify(12, 12);

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

  /** The name that leads the line brings the other one along. */
  @Test
  void restartAfterTheNaming_keepsTheOrderOfTheFirstName() {
    Rig rig = Rig.started();
    rig.identify(4, 2);
    rig.settle();
    rig.transport.script(request -> ScriptedTransport.reply(503, ""));
    rig.metric(4);
    rig.settle();
    rig.transport.script();
    rig.restart();
    rig.metric(2);
    rig.pass(Duration.ofHours(1));

    assertThat(rig.transport.operations()).endsWith(List.of(2), List.of(3));
  }

  /** The naming comes off the shelf alone; what is left there is about the other name as well. */
  @Test
  void wordUnderOneName_staysBehindWhatIsOnTheShelfUnderTheOther() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 2));
    rig.transport.script(
        request -> {
          if (request.operations().contains(3)) {
            rig.metric(4);
            rig.settle();
          }
          return ScriptedTransport.OK;
        });
    rig.delivery.pause();
    rig.metric(2);
    rig.metric(4);
    rig.identify(4, 2);
    rig.metric(2);
    rig.delivery.resume();
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.transport.operations()).endsWith(List.of(3), List.of(4), List.of(5));
  }

  /** The naming is not read before the late backlog is, and is known all the same. */
  @Test
  void saidBehindANamingOnTheShelf_isKeptUnderBothNames_thoughALateBacklogGoesFirst() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 1));
    rig.delivery.pause();
    rig.metric(2);
    rig.lateMetric(10);
    rig.identify(4, 2);
    int behind = rig.metric(2);

    assertThat(rig.queue.ticket(behind).routing()).isEqualTo(new Routing(Rig.KEY, 2, 4));
  }

  /** What waits of both stands in lines of their own until the naming comes off the shelf. */
  @Test
  void saidBehindANamingOnTheShelf_isKeptUnderBothNames_thoughBothWaitInLanes() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 2));
    rig.delivery.pause();
    rig.metric(2);
    rig.metric(4);
    rig.identify(4, 2);
    int underOne = rig.metric(2);
    int underTheOther = rig.metric(4);

    assertThat(List.of(routing(rig, underOne), routing(rig, underTheOther)))
        .containsExactly(new Routing(Rig.KEY, 2, 4), new Routing(Rig.KEY, 4, 2));
  }

  /** Nor is anything forgotten when those in the lanes are gone, and the naming is not. */
  @Test
  void saidBehindANamingOnTheShelf_isKeptUnderBothNames_thoughNothingWaitsInLanesAnyMore() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 2));
    rig.delivery.pause();
    rig.metric(2);
    rig.metric(4);
    rig.identify(4, 2);
    rig.withdraw(1);
    rig.withdraw(2);
    int behind = rig.metric(4);

    assertThat(routing(rig, behind)).isEqualTo(new Routing(Rig.KEY, 4, 2));
  }

  /**
   * The naming is delivered, and the JVM dies; what it left must still say whose names these are.
   */
  @Test
  void restartAfterANamingOnTheShelf_keepsTheOrderOfWhatWaits() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 2));
    rig.delivery.pause();
    rig.metric(2);
    rig.metric(4);
    rig.identify(4, 2);
    rig.metric(2);
    rig.transport.script(
        request ->
            request.operations().contains(4)
                ? ScriptedTransport.reply(503, "")
                : ScriptedTransport.OK);
    rig.delivery.resume();
    rig.settle();
    assertThat(rig.queue.pending()).containsExactly(4L);
    rig.restart();
    rig.metric(4);
    rig.settle();
    rig.transport.script();
    rig.pass(Duration.ofHours(1));

    assertThat(rig.transport.operations()).endsWith(List.of(4), List.of(5));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** A call past the queue has named two, of whom one is on the shelf and one in a lane. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nameOfOneWhoWaits_staysBehindTheShelfThatSpeaksOfTheOther(long seed) {
    Rig rig = new Rig(Rig.windows(Rig.SETTINGS, 8), seed);
    rig.delivery.start();
    rig.book.forget(Rig.KEY);
    for (int person = 4; person <= 18; person += 2) {
      rig.metric(person);
    }
    rig.metric(2); // no room for it
    for (long number = 2; number <= 4; number++) {
      rig.withdraw(number); // room for what is said, and not enough to take the shelf's next
    }
    rig.delivery.passed(new Routing(Rig.KEY, 2, 4));
    int first = rig.metric(2);
    int second = rig.metric(4);
    rig.book.learn(Rig.KEY, "Basic key");
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.transport.operations().stream().flatMap(List::stream).filter(n -> n >= first))
        .containsExactly(first, second);
    assertThat(rig.queue.pending()).isEmpty();
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

  private static Routing routing(Rig rig, int operation) {
    return rig.queue.ticket(operation).routing();
  }
}
