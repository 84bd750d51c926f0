package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void whatHoldsAlready_isNotWaitedFor() throws Exception {
    assertThat(progress(true).until(Duration.ofDays(1), "the queue drains", () -> true)).isTrue();

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatDoesNotComeTrue_isGivenUp() throws Exception {
    assertThat(progress(true).until(Duration.ZERO, "the queue drains", () -> false)).isFalse();
  }

  @Test
  void onATerminal_oneLineIsWrittenOver() throws Exception {
    waitOnce(progress(true));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("\r")
        .contains("with agent     the queue drains")
        .doesNotContain("\n");
  }

  @Test
  void inALog_thereAreWholeLines() throws Exception {
    waitOnce(progress(false));

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .endsWith("with agent     the queue drains");
  }

  private Progress progress(boolean terminal) {
    Progress progress =
        new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal);
    progress.round("with agent");
    return progress;
  }

  private static void waitOnce(Progress progress) throws Exception {
    Iterator<Boolean> answers = List.of(false, true).iterator();
    progress.until(Duration.ofMinutes(1), "the queue drains", answers::next);
  }
}
