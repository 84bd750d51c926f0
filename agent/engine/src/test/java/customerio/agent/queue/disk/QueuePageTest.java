package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Routing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The offsets and examples of docs/queue.md are what the code writes. */
class QueuePageTest {
  private static final UUID INSTANCE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final int SALT = SegmentHeader.salt(INSTANCE);
  private static final long TIME = 1_700_000_000_000L;
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| (\\d+) \\| .* \\| `(\\w+)` \\|");

  private final String page = read();

  /** From, to, and the bytes in between. */
  private record Row(int from, int to, String example) {}

  @Test
  void segmentHeader() {
    byte[] header = SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, 258, TIME, INSTANCE).encode();
    assertThat(rows("Segment header")).isEqualTo(cut(header, 4, 6, 7, 8, 16, 24, 40, 60, 64));
  }

  @Test
  void record() {
    RecordFrame frame = new RecordFrame();
    frame.fill(
        SALT, RecordFormat.OPERATION, 259, TIME, new Routing(1, -1, 0), new byte[] {10, 11, 12});
    byte[] bytes = Arrays.copyOf(frame.bytes(), frame.count());
    assertThat(rows("Record"))
        .isEqualTo(
            cut(bytes, 2, 3, 4, 8, 16, 24, 32, 40, 48, 52, RecordFormat.HEADER_BYTES, 59, 64));
  }

  @Test
  void outcome() {
    ByteBuffer bytes = ByteBuffer.allocate(Outcome.BYTES);
    new Outcome(Outcome.Kind.RETRY, 258, 5, 3, TIME).encode(bytes, 0, SALT);
    assertThat(rows("Outcome")).isEqualTo(cut(bytes.array(), 2, 3, 4, 8, 16, 24, 28, 32));
  }

  @Test
  void kindsAndTypes() {
    assertThat(page)
        .contains("| 1 operations, 2 outcomes, 3 dead letters |")
        .contains("| 1 operation, 2 dead letter |")
        .contains("| 1 delivered or withdrawn, 2 dead, 3 retry |");
    assertThat(List.of(SegmentHeader.Kind.values()))
        .startsWith(
            SegmentHeader.Kind.OPERATIONS,
            SegmentHeader.Kind.OUTCOMES,
            SegmentHeader.Kind.DEAD_LETTERS);
    assertThat(List.of(RecordFormat.OPERATION, RecordFormat.DEAD_LETTER)).containsExactly(1, 2);
    assertThat(Outcome.Kind.values())
        .containsExactly(Outcome.Kind.DELIVERED, Outcome.Kind.DEAD, Outcome.Kind.RETRY);
  }

  @Test
  void sizesAndNames() {
    DiskQueueSettings defaults = DiskQueueSettings.defaults();
    assertThat(page)
        .contains("would exceed " + (defaults.segmentBytes() >> 20) + " MiB")
        .contains("`dead/`, at most " + (defaults.deadLetterBytes() >> 20) + " MiB")
        .contains(SegmentFiles.records(1))
        .contains(SegmentFiles.outcomesOf(SegmentFiles.records(1)))
        .contains(DeadLetterFiles.LETTERS)
        .contains(DeadLetterFiles.UNREADABLE)
        .contains(Quarantine.SUFFIX);
  }

  private List<Row> rows(String heading) {
    String table = page.substring(page.indexOf("### " + heading + '\n'));
    return table
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(
            row ->
                new Row(
                    Integer.parseInt(row.group(1)), Integer.parseInt(row.group(2)), row.group(3)))
        .toList();
  }

  /** Where the code puts its fields is in the golden bytes of {@link FormatTest}. */
  private static List<Row> cut(byte[] bytes, int... ends) {
    Row[] rows = new Row[ends.length];
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      rows[i] = new Row(from, ends[i], HexFormat.of().formatHex(bytes, from, ends[i]));
      from = ends[i];
    }
    assertThat(from).isEqualTo(bytes.length);
    return List.of(rows);
  }

  private static String read() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("RATIONALE.md"))) {
      directory = directory.getParent();
    }
    try {
      return Files.readString(directory.resolve("docs").resolve("queue.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
