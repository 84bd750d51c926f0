package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a document as an agent made it in an outage. */
class WatchFrameTest {
  private final JsonTree outage = outage();

  @Test
  void usualTerminal_showsAllThatMatters() {
    List<String> lines = frame(80, 24);

    assertThat(String.join("\n", lines)).isEqualTo(resource("watch-80x24.txt").stripTrailing());
  }

  @Test
  void everySize_isKept() {
    for (int columns = 1; columns < 200; columns += 31) {
      for (int rows = 1; rows < 60; rows += 9) {
        List<String> lines = frame(columns, rows);
        int most = columns;

        assertThat(lines).hasSizeLessThanOrEqualTo(rows);
        assertThat(lines).allMatch(line -> line.length() <= most);
      }
    }
  }

  @Test
  void tallTerminal_showsRefusalsAndSettings_too() {
    assertThat(frame(120, 60))
        .contains(
            "REFUSED    OPERATION    DESTINATION  REASON",
            "2 min ago  track.event  track-us     rejected",
            "SETTING      VALUE                FROM",
            "health.port  9877                 agent argument");
  }

  @Test
  void emptyDocument_isAPictureToo() throws Exception {
    assertThat(new WatchFrame("pid 1", JsonTree.parse("{}"), Display.Size.USUAL).lines())
        .contains("waiting     nothing");
  }

  private List<String> frame(int columns, int rows) {
    return new WatchFrame("pid 27070 (com.example.Shop)", outage, new Display.Size(columns, rows))
        .lines();
  }

  private static JsonTree outage() {
    try {
      return JsonTree.parse(resource("status.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String resource(String name) {
    try (InputStream stream = WatchFrameTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
