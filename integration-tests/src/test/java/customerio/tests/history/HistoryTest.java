package customerio.tests.history;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.transport.Transport;
import customerio.simulator.faults.Poison.BatchStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Promises P3 to P6 over generated histories of calls, weather, kills and restarts.
 *
 * <pre>
 *             ┌─▶ intake ─▶ queue ─▶ delivery ─▶ network with weather ─▶ Customer.io ┐
 *   history ──┤     (virtual time, a disk in the heap, killed and restarted)         ├─ compare
 *             └─▶ the same calls, one by one, each when it was made ──▶ Customer.io ─┘
 * </pre>
 *
 * Both sides end with the simulator's own state: no sockets, no threads, no sleeps. After the last
 * step all is well, and time runs until the queue is empty. Then it must hold that:
 *
 * <ul>
 *   <li>people, their identifiers, attributes, devices, relationships and events in order,
 *       visitors' events, objects and suppressions are the same;
 *   <li>the calls about each person arrived in the order in which they were made, going by the
 *       first arrival of each: a repetition after a lost reply is allowed as long as the state is
 *       the same, and events are recognised by their ids;
 *   <li>an event is dated when it was said, or by its arrival if it went out at once;
 *   <li>the dead letters are exactly those calls which we answered and Customer.io refuses, and say
 *       that they were rejected; one of a process that was killed while settling it may be there
 *       twice, under the same id.
 * </ul>
 *
 * A call that the agent did not answer counts if Customer.io has done it, whatever the application
 * saw: it had that outcome without the agent as well. A call whose process was killed while writing
 * it counts if it was written to the end.
 *
 * <p>Not compared are Customer.io's numbers of people and the times of attributes: an identify that
 * repeats the last word leaves the older time. Not generated is what depends on the order between
 * people or between the two APIs, of which nothing is promised: people share no address and speak
 * to one API each. One human under two spellings: {@link Histories}.
 */
class HistoryTest {

  private static final Human ANN = new Human(1, false, false);
  private static final Human BOB = new Human(2, false, false);

  /** All but the first call go through the queue, each in a request of its own. */
  private static final History PLAIN =
      new History(
          new Setup(false, "never", 1000, 480_000, 0, false, BatchStyle.MULTI_STATUS, 1000, 1),
          List.of(
              new Step.Say(Word.IDENTIFY, BOB, ANN, 0),
              new Step.Say(Word.IDENTIFY, ANN, BOB, 0),
              new Step.Say(Word.EVENT, ANN, BOB, 0),
              new Step.Say(Word.EVENT, ANN, BOB, 1)));

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_endsAsIfEveryCallHadSucceededByItself(@ForAll("histories") History history)
      throws IOException {
    assertThat(differences(history, UnaryOperator.identity())).isEmpty();
  }

  @Example
  void soundAgent_showsNoDifference() throws IOException {
    assertThat(differences(PLAIN, UnaryOperator.identity())).isEmpty();
  }

  @Example
  void lostOperation_isSeen() throws IOException {
    assertThat(differences(PLAIN, Sabotage.losesOne())).isNotEmpty();
  }

  @Example
  void overtaking_isSeen() throws IOException {
    assertThat(differences(PLAIN, Sabotage.letsOvertake())).isNotEmpty();
  }

  @Example
  void eventTakenTwice_isSeen() throws IOException {
    assertThat(differences(PLAIN, Sabotage.repeatsWithoutIds())).isNotEmpty();
  }

  @Example
  void mistakenPerson_isSeen() throws IOException {
    assertThat(differences(PLAIN, Sabotage.mistakesPeople())).isNotEmpty();
  }

  @Provide
  Arbitrary<History> histories() {
    return Histories.any();
  }

  private static List<String> differences(History history, UnaryOperator<Transport> sabotage)
      throws IOException {
    Path credentials = Files.createTempDirectory(scratch(), "history");
    try {
      return Comparison.differences(new Play(history, credentials, sabotage).perform());
    } finally {
      delete(credentials);
    }
  }

  /** In memory where the system has such a place: thousands of tiny files, none of them to keep. */
  private static Path scratch() {
    return Stream.of("/dev/shm", System.getProperty("java.io.tmpdir"))
        .map(Path::of)
        .filter(Files::isWritable)
        .findFirst()
        .orElseThrow();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
