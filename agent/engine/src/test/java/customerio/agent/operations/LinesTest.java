package customerio.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("lines");
  }

  @Test
  void lines_endWithABreakOrTheFile() throws Exception {
    assertThat(lines("")).isEmpty();
    assertThat(lines("a")).containsExactly("1 a");
    assertThat(lines("a\n\nbc\n")).containsExactly("1 a", "2 ", "3 bc");
  }

  @Test
  void aLineThatIsTooLong_costsOnlyItself() throws Exception {
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength((64L << 20) + 1); // takes no space on the disk
      hole.seek(hole.length());
      hole.write("\nnext".getBytes(StandardCharsets.UTF_8));
    }
    try (Lines lines = new Lines(file)) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(BadLineException.class)
          .hasMessage("is longer than 67108864 bytes");
      assertThat(lines.next()).asString().isEqualTo("next");
      assertThat(lines.number()).isEqualTo(2);
    }
  }

  private List<String> lines(String content) throws IOException, BadLineException {
    Files.writeString(file, content);
    List<String> read = new ArrayList<>();
    try (Lines lines = new Lines(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        read.add(lines.number() + " " + new String(line, StandardCharsets.UTF_8));
      }
    }
    return read;
  }
}
