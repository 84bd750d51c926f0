package customerio.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;

  @Test
  void fullFile_isTheOneBefore_andThatIsAllThatIsKept() throws Exception {
    Path path = directory.resolve("agent.log");
    LogFile file = new LogFile(path, 3 * line(1).length() + 3);
    for (int i = 1; i <= 7; i++) {
      file.append(NOW, Level.INFO, "line " + i);
    }

    assertThat(Files.readString(path.resolveSibling("agent.log.1")).lines())
        .containsExactly(line(4), line(5), line(6));
    assertThat(Files.readString(path).lines()).containsExactly(line(7));
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void lineLongerThanTheFile_isKeptAllTheSame() throws Exception {
    Path path = directory.resolve("agent.log");
    LogFile file = new LogFile(path, 10);
    file.append(NOW, Level.INFO, "line 1");
    file.append(NOW, Level.INFO, "line 2");

    assertThat(Files.readString(path).lines()).containsExactly(line(2));
  }

  /** The next start counts what is there. */
  @Test
  void fileOfAnEarlierRun_countsTowardsItsEnd() throws Exception {
    Path path = directory.resolve("agent.log");
    Files.writeString(path, "x".repeat(99) + '\n');
    new LogFile(path, 100).append(NOW, Level.INFO, "line 1");

    assertThat(Files.readString(path).lines()).containsExactly(line(1));
  }

  private static String line(int number) {
    return "2026-03-01T10:00:00Z INFO  line " + number;
  }
}
