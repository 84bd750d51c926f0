package customerio.agent.operations;

import static customerio.agent.operations.ShopQueue.EXPIRED;
import static customerio.agent.operations.ShopQueue.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Rules;
import customerio.agent.operations.ImportReport.Problem;
import customerio.agent.queue.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of a queue in which others say and deliver things. */
class EditorTest {
  @TempDir Path parent;
  private ShopQueue shop;

  @BeforeEach
  void start() {
    shop = new ShopQueue(parent.resolve("queue"));
  }

  @Test
  void aReplay_countsTheAgeFromNow_andKeepsWhenItWasSaid() throws IOException {
    String event = shop.event("5");
    String identify = shop.identify("5");
    shop.pass(Duration.ofHours(73));
    shop.settle(event, EXPIRED);
    shop.settle(identify, EXPIRED);
    List<Long> entered = new ArrayList<>();
    shop.queue.onAppend(ticket -> entered.add(ticket.capturedAtMillis()));

    ReplayReport report = shop.editor().replay(Selection.DEAD);

    // only an event can start a campaign
    assertThat(report).isEqualTo(new ReplayReport(2, 1, 0, ""));
    assertThat(entered).containsExactly(shop.clock().millis(), shop.clock().millis());
    assertThat(view(event).capturedAt()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(shop.log)
        .containsExactly("unseen", "unseen", "an operator put 2 dead letters back into the queue");
  }

  /** The process dies with some letters back in the queue and none of them gone. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void aReplayThatIsCutOff_losesNothing_andTheIdsStay(int appended) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < 20; i++) {
      String id = shop.event("p" + i);
      ids.add(id);
      shop.settle(id, REJECTED);
    }
    DyingQueue dying = new DyingQueue(shop.queue, appended);
    Editor editor =
        new Editor(
            shop.queue,
            dying,
            shop.credentials,
            Rules.DEFAULT,
            shop.clock(),
            () -> {},
            shop.log::add);
    assertThatThrownBy(() -> editor.replay(Selection.DEAD)).isInstanceOf(DyingQueue.Killed.class);
    shop.restart();

    assertThat(shop.queue.state().deadLetters()).isEqualTo(20);
    assertThat(shop.tickets.keySet()).isEqualTo(first(ids, appended));
    assertThat(shop.editor().replay(Selection.DEAD).replayed()).isEqualTo(20);
    assertThat(shop.queue.state().deadLetters()).isZero();
    assertThat(shop.queue.state().pending()).isEqualTo(20 + appended);
    shop.restart();
    assertThat(shop.tickets.keySet()).isEqualTo(ids);
  }

  /** What fails again is a dead letter again, and must not go round for ever. */
  @Test
  void aReplay_leavesWhatIsGivenUpMeanwhile() throws IOException {
    for (int i = 0; i < 200; i++) {
      shop.settle(shop.event("p" + i), REJECTED);
    }
    shop.queue.onAppend(ticket -> shop.queue.settle(List.of(ticket), EXPIRED));

    assertThat(shop.editor().replay(Selection.DEAD)).isEqualTo(new ReplayReport(200, 0, 0, ""));

    assertThat(shop.queue.state().deadLetters()).isEqualTo(200);
    assertThat(shop.queue.state().pending()).isZero();
    assertThat(new Viewer(shop.queue, shop.clock()).deadLettersByReason())
        .containsOnlyKeys("expired");
  }

  @Test
  void aReplayThatFillsTheQueue_stopsAndSaysSo() throws IOException {
    for (int i = 0; i < 60; i++) {
      shop.settle(shop.event("p" + i), REJECTED);
    }
    shop.restart();
    long bytes = shop.queue.state().bytes();
    shop.queue.close();
    shop.settings = shop.settings.withMaxBytes(bytes + 2048);
    shop.start();
    shop.adopt();

    ReplayReport report = shop.editor().replay(Selection.DEAD);

    assertThat(report.replayed()).isPositive().isLessThan(60);
    assertThat(report.stopped()).startsWith("the queue is full: ").contains("queue.max-bytes");
    assertThat(shop.queue.state().deadLetters()).isEqualTo(60 - report.replayed());
    assertThat(shop.queue.state().pending()).isEqualTo(report.replayed());
  }

  @Test
  void onlyDeadLetters_areReplayed() {
    String id = shop.event("5");
    assertThatThrownBy(() -> shop.editor().replay(Selection.parse("id=" + id)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only dead letters can be replayed: begin the selection with 'dead'");
  }

  @Test
  void aDeadLetterThatNobodyCanRead_staysAndIsCounted() throws Exception {
    shop.queue.append(new customerio.agent.queue.Routing(1, 2, 0), 1, new byte[] {9, 9});
    shop.adopt();
    shop.queue.walkPending(
        customerio.agent.queue.disk.Place.START,
        (place, ticket) -> {
          shop.queue.settle(List.of(ticket), new Settlement.Dead("unreadable"));
          return true;
        });

    assertThat(shop.editor().replay(Selection.DEAD)).isEqualTo(new ReplayReport(0, 0, 1, ""));
    assertThat(new Viewer(shop.queue, shop.clock()).list(Selection.ALL, 10, "", Set.of()))
        .isEqualTo(
            new OperationPage(
                List.of(
                    new OperationView(
                        "",
                        "dead",
                        "",
                        "",
                        "",
                        "1970-01-01T00:00:00.001Z",
                        2,
                        0,
                        "",
                        "unreadable",
                        "2026-03-01T10:00:00Z")),
                ""));
    assertThat(shop.editor().purge(Selection.DEAD, "purge", Set.of()))
        .isEqualTo(new PurgeReport(0, 1, 0));
  }

  @Test
  void aPurge_leavesWhatIsBeingSent() throws IOException {
    String sent = shop.event("5");
    String waiting = shop.event("6");

    assertThat(shop.editor().purge(Selection.PENDING, "purge", Set.of(shop.tickets.get(sent))))
        .isEqualTo(new PurgeReport(1, 0, 1));

    assertThat(shop.queue.isWithdrawn(shop.tickets.get(waiting))).isTrue();
    shop.restart();
    assertThat(shop.tickets.keySet()).containsExactly(sent);
  }

  @Test
  void anImport_saysWhichLinesAreBad_andTakesTheOthers() throws IOException {
    String good = shop.event("5");
    String refused = shop.say(Endpoint.TRACK_IDENTIFY, "PUT", "/api/v1/customers/5", "{}");
    Path file = parent.resolve("lines");
    new Viewer(shop.queue, shop.clock()).exportTo(file, Selection.ALL);
    List<String> lines = Files.readAllLines(file);
    shop.editor().purge(Selection.ALL, "purge", Set.of());
    shop.log.clear();
    String foreign = lines.get(0).replace(hex(shop.credential), "00000000000000ff");
    String nobody = lines.get(1).replace("/customers/5", "/customers/%20");
    Files.write(
        file, List.of("", "junk", lines.get(0), foreign, nobody, lines.get(0), lines.get(1)));

    ImportReport report = shop.editor().importFrom(file);

    assertThat(report)
        .isEqualTo(
            new ImportReport(
                2,
                1,
                3,
                List.of(
                    new Problem(2, "is no JSON object"),
                    new Problem(
                        4,
                        "has a credential that this application has not used; one exported from"
                            + " another queue directory has another number there, see"
                            + " docs/operations.md"),
                    new Problem(
                        5, "has a request that Customer.io would refuse: identifier-invalid")),
                ""));
    assertThat(shop.log)
        .containsExactly(
            "unseen",
            "unseen",
            "an operator imported 2 operations; 1 were here already, 3 lines were refused");
    shop.restart();
    assertThat(shop.tickets.keySet()).containsExactly(good, refused);
  }

  /** Otherwise what is said about the person from now on could overtake it. */
  @Test
  void whatIsImported_standsInTheLineOfItsPerson() throws IOException {
    String id = shop.event("5");
    customerio.agent.queue.Routing said = shop.tickets.get(id).routing();
    Path file = parent.resolve("lines");
    new Viewer(shop.queue, shop.clock()).exportTo(file, Selection.ALL);
    shop.editor().purge(Selection.ALL, "purge", Set.of());
    List<customerio.agent.queue.Routing> routings = new ArrayList<>();
    shop.queue.onAppend(ticket -> routings.add(ticket.routing()));

    shop.editor().importFrom(file);

    assertThat(routings).containsExactly(said);
  }

  @Test
  void anImportIntoAFullQueue_stopsAndCanBeRepeated() throws IOException {
    for (int i = 0; i < 100; i++) {
      shop.event("p" + i);
    }
    Path file = parent.resolve("lines");
    new Viewer(shop.queue, shop.clock()).exportTo(file, Selection.ALL);
    shop.editor().purge(Selection.ALL, "purge", Set.of());
    shop.queue.close();
    shop.settings = shop.settings.withMaxBytes(12 << 10);
    shop.start();
    shop.adopt();

    ImportReport report = shop.editor().importFrom(file);
    assertThat(report.stopped()).startsWith("the queue is full: ");
    assertThat(report.imported()).isBetween(1L, 99L).isEqualTo(shop.queue.state().pending());

    shop.queue.close();
    shop.settings = shop.settings.withMaxBytes(1 << 20);
    shop.start();
    shop.adopt();
    assertThat(shop.editor().importFrom(file))
        .isEqualTo(new ImportReport(100 - report.imported(), report.imported(), 0, List.of(), ""));
  }

  @Test
  void problems_areManyButNotAll() throws IOException {
    Path file = parent.resolve("lines");
    Files.writeString(file, "junk\n".repeat(250));

    ImportReport report = shop.editor().importFrom(file);

    assertThat(report.refused()).isEqualTo(250);
    assertThat(report.problems())
        .hasSize(100)
        .last()
        .isEqualTo(new Problem(100, "is no JSON object"));
  }

  private OperationView view(String id) throws IOException {
    return new Viewer(shop.queue, shop.clock()).show(id, Set.of()).get(0);
  }

  private static String hex(long credential) {
    return String.format("%016x", credential);
  }

  private static Set<String> first(Set<String> ids, int count) {
    return new LinkedHashSet<>(List.copyOf(ids).subList(0, count));
  }
}
