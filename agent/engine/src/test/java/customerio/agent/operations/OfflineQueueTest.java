package customerio.agent.operations;

import static customerio.agent.operations.ShopQueue.EXPIRED;
import static customerio.agent.operations.ShopQueue.REJECTED;
import static customerio.agent.operations.ShopQueue.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.customerio.WireRequest;
import customerio.agent.operations.QueueStatus.DestinationStatus;
import customerio.agent.queue.Settlement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OfflineQueueTest {
  @TempDir Path parent;
  private ShopQueue shop;

  @BeforeEach
  void start() {
    shop = new ShopQueue(parent.resolve("queue"));
  }

  /** A salt that another user owns, or a new one, and the application could read nothing. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void aChange_thatTheQueueRefuses_writesNothing() throws IOException {
    Path real = Files.createDirectory(parent.resolve("real"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), real);
    OfflineQueue offline = OfflineQueue.open(link, null, shop.clock(), shop.log::add);

    assertThatThrownBy(() -> offline.replay(Selection.DEAD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a symbolic link");

    assertThat(real).isEmptyDirectory();
  }

  @Test
  void looking_worksBesideARunningApplication_andChangesNothing() throws IOException {
    String identify = shop.identify("5");
    shop.pass(Duration.ofSeconds(1));
    String held = shop.event("5");
    String dead = shop.page("6");
    String delivered = shop.identify("7");
    shop.queue.settle(
        List.of(shop.tickets.get(held)), new Settlement.Retry(2, shop.clock().millis() + 60_000));
    shop.pass(Duration.ofSeconds(1));
    shop.settle(dead, REJECTED);
    shop.settle(delivered, new Settlement.Delivered());
    Map<String, Long> before = sizes();
    OfflineQueue offline = shop.offline();

    String key = String.format("%016x", shop.credential);
    assertThat(offline.list(Selection.ALL, 10, ""))
        .isEqualTo(
            new OperationPage(
                List.of(
                    new OperationView(
                        identify,
                        "waiting",
                        "track.identify",
                        "track-us",
                        key,
                        "2026-03-01T10:00:00Z",
                        bytes(identify),
                        0,
                        "",
                        "",
                        ""),
                    new OperationView(
                        held,
                        "set-aside",
                        "track.event",
                        "track-us",
                        key,
                        "2026-03-01T10:00:01Z",
                        bytes(held),
                        2,
                        "2026-03-01T10:01:01Z",
                        "",
                        ""),
                    new OperationView(
                        dead,
                        "dead",
                        "pipelines.page",
                        "pipelines-us",
                        key,
                        "2026-03-01T10:00:01Z",
                        offline.show(dead).get(0).bytes(),
                        0,
                        "",
                        "rejected: identifiers.id:invalid",
                        "2026-03-01T10:00:02Z")),
                ""));
    assertThat(offline.status())
        .isEqualTo(
            new QueueStatus(
                false,
                false,
                2,
                shop.queue.state().bytes(),
                2.0,
                new TreeMap<>(Map.of("rejected", 1L)),
                "",
                List.of(new DestinationStatus("track-us", 2, "stopped", "stopped"))));
    assertThat(sizes()).isEqualTo(before);
  }

  @Test
  void selections_meanWhatTheySay() throws IOException {
    String first = shop.identify("5");
    shop.pass(Duration.ofHours(3));
    String event = shop.event("5");
    String page = shop.page("6");
    shop.settle(page, EXPIRED);
    OfflineQueue offline = shop.offline();
    String key = String.format("%016x", shop.credential);

    assertThat(ids(offline, "")).containsExactly(first, event, page);
    assertThat(ids(offline, "pending")).containsExactly(first, event);
    assertThat(ids(offline, "dead")).containsExactly(page);
    assertThat(ids(offline, "reason=expired")).containsExactly(page);
    assertThat(ids(offline, "reason=expire")).isEmpty();
    assertThat(ids(offline, "pending reason=expired")).isEmpty();
    assertThat(ids(offline, "kind=track")).containsExactly(first, event);
    assertThat(ids(offline, "kind=track.event")).containsExactly(event);
    assertThat(ids(offline, "kind=track.even")).isEmpty();
    assertThat(ids(offline, "destination=pipelines-us")).containsExactly(page);
    assertThat(ids(offline, "destination=track-us:" + key)).containsExactly(first, event);
    assertThat(ids(offline, "destination=track-us:0000000000000000")).isEmpty();
    assertThat(ids(offline, "older-than=3h")).containsExactly(first);
    assertThat(ids(offline, "older-than=4h")).isEmpty();
    assertThat(ids(offline, "id=" + page + "," + first)).containsExactly(first, page);
    assertThat(offline.show(event)).singleElement().returns(event, OperationView::id);
    assertThat(offline.show("01JD5V00000000000000000000")).isEmpty();
  }

  @Test
  void theRequest_isShownAsItWouldBeSent() throws IOException {
    shop.identify("4");
    String id = shop.event("5");

    WireRequest request = shop.offline().request(id);

    assertThat(request.method() + " " + request.target() + " " + request.contentType())
        .isEqualTo("POST /api/v1/customers/5/events application/json");
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":\"" + id + "\",\"timestamp\":1772359200,\"name\":\"bought\"}");
    assertThat(shop.offline().request("01JD5V00000000000000000000")).isNull();
  }

  @Test
  void anExport_isPrivateAndNeverOverwrites() throws IOException {
    shop.identify("5");
    Path file = parent.resolve("export.ndjson");

    assertThat(shop.offline().exportTo(file, Selection.ALL)).isEqualTo(new ExportReport(1, 0));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String text = Files.readString(file);
    assertThat(text).contains("/customers/5").doesNotContain("c2hvcDpzZWNyZXQta2V5");
    assertThatThrownBy(() -> shop.offline().exportTo(file, Selection.ALL))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThatThrownBy(() -> shop.offline().exportTo(parent.resolve("no/file"), Selection.ALL))
        .isInstanceOf(IOException.class);
  }

  @Test
  void changes_areRefusedWhileTheApplicationRuns() throws IOException {
    String id = shop.identify("5");
    shop.settle(id, EXPIRED);
    OfflineQueue offline = shop.offline();
    long pid = ProcessHandle.current().pid();

    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable change :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> offline.replay(Selection.DEAD),
            () -> offline.purge(Selection.ALL, "purge"),
            () -> offline.importFrom(parent.resolve("none")))) {
      assertThatThrownBy(change)
          .isInstanceOf(QueueInUseException.class)
          .hasMessage(
              "%s is in use by a running application (pid %d); use --pid %d, or stop it first"
                  .formatted(shop.directory, pid, pid))
          .extracting(e -> ((QueueInUseException) e).pid())
          .isEqualTo(pid);
    }
    assertThat(all(offline)).containsExactly(id + " dead track.identify expired");
  }

  @Test
  void aReplay_isDeliveredByTheNextStart_afterWhatWaitedBefore() throws IOException {
    String first = shop.identify("5");
    String second = shop.event("5");
    String third = shop.event("5");
    shop.settle(first, REJECTED);
    shop.settle(second, EXPIRED);
    shop.close();

    assertThat(shop.offline().replay(Selection.parse("dead reason=rejected")))
        .isEqualTo(new ReplayReport(1, 0, 0, ""));

    assertThat(all(shop.offline()))
        .containsExactly(
            third + " waiting track.event",
            first + " waiting track.identify",
            second + " dead track.event expired");
    shop.start();
    shop.adopt();
    assertThat(shop.tickets.keySet()).containsExactly(third, first);
    assertThat(shop.queue.state().deadLetters()).isEqualTo(1);
  }

  @Test
  void aPurge_needsAWord_andIsForGood() throws IOException {
    String first = shop.identify("5");
    String second = shop.event("5");
    shop.settle(second, EXPIRED);
    String third = shop.event("6");
    shop.close();
    OfflineQueue offline = shop.offline();

    assertThatThrownBy(() -> offline.purge(Selection.ALL, "yes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "nothing was removed: to remove operations for good, confirm with the word 'purge'");
    assertThat(ids(offline, "")).containsExactly(first, third, second);

    assertThat(offline.purge(Selection.parse("kind=track.event"), "purge"))
        .isEqualTo(new PurgeReport(1, 1, 0));
    assertThat(ids(offline, "")).containsExactly(first);
    assertThat(shop.log)
        .endsWith("an operator gave up 1 waiting operations and removed 1 dead letters, for good");
    shop.start();
    shop.adopt();
    assertThat(shop.tickets.keySet()).containsExactly(first);
  }

  @Test
  void anExport_isQueuedAgainElsewhereOnce() throws IOException {
    String first = shop.identify("5");
    shop.pass(Duration.ofHours(1));
    String second = shop.event("5");
    shop.close();
    Path file = parent.resolve("export.ndjson");
    shop.offline().exportTo(file, Selection.ALL);
    shop.offline().purge(Selection.ALL, "purge");
    shop.pass(Duration.ofHours(1));

    assertThat(shop.offline().importFrom(file)).isEqualTo(new ImportReport(2, 0, 0, List.of(), ""));
    assertThat(shop.offline().importFrom(file)).isEqualTo(new ImportReport(0, 2, 0, List.of(), ""));

    assertThat(shop.offline().list(Selection.ALL, 10, "").operations())
        .extracting(view -> view.id() + ' ' + view.state() + ' ' + view.capturedAt())
        .containsExactly(
            first + " waiting 2026-03-01T10:00:00Z", second + " waiting 2026-03-01T11:00:00Z");
  }

  /** A file that only root can read would keep the application from its own queue. */
  @Test
  void changes_areRefusedWhereNothingCanBeWritten() throws IOException {
    String id = shop.event("5");
    shop.close();
    Path occupied = parent.resolve("occupied");
    Files.move(shop.directory, occupied);
    Files.createSymbolicLink(shop.directory, occupied);

    assertThatThrownBy(() -> shop.offline().purge(Selection.ALL, "purge"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a symbolic link")
        .hasMessageContaining("belongs to the user of this process");

    assertThat(all(shop.offline())).containsExactly(id + " waiting track.event");
  }

  @Test
  void aDirectoryThatIsNone_isRefused() {
    assertThatThrownBy(
            () -> OfflineQueue.open(parent.resolve("other"), null, shop.clock(), shop.log::add))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(parent.resolve("other") + ": is no queue directory");
  }

  @Test
  void anEmptyDirectory_hasNothing() throws IOException {
    OfflineQueue offline = OfflineQueue.open(parent, null, shop.clock(), shop.log::add);

    assertThat(offline.list(Selection.ALL, 10, "")).isEqualTo(new OperationPage(List.of(), ""));
    assertThat(offline.status())
        .isEqualTo(new QueueStatus(false, false, 0, 0, 0, new TreeMap<>(), "", List.of()));
  }

  private long bytes(String id) {
    return shop.tickets.get(id).payloadBytes();
  }

  private static List<String> ids(OfflineQueue offline, String selection) throws IOException {
    return offline.list(Selection.parse(selection), 100, "").operations().stream()
        .map(OperationView::id)
        .toList();
  }

  private Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(shop.directory)) {
      all.sorted(Comparator.naturalOrder()).forEach(files::add);
    }
    for (Path file : files) {
      sizes.put(file.toString(), Files.isRegularFile(file) ? Files.size(file) : -1);
    }
    return sizes;
  }
}
