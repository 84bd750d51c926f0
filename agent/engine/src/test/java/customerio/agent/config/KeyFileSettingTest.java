package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KeyFileSettingTest {
  private final List<String> problems = new ArrayList<>();

  /** What is no path is still a wish to encrypt: it must not come out as none. */
  @Test
  void whatCannotBeAPath_isNotTakenForNone() {
    assertThat(read("mode=async", Map.of())).isNull();
    assertThat(read("", Map.of("CUSTOMERIO_AGENT_QUEUE_KEY_FILE", " "))).isNull();
    assertThat(read("queue.key-file=/etc/keys", Map.of())).isEqualTo(Path.of("/etc/keys"));
    assertThat(problems).isEmpty();
    assertThat(read("queue.key-file=/etc\0/keys", Map.of())).isEqualTo(Path.of(""));
    assertThat(problems).hasSize(1);
  }

  private Path read(String arguments, Map<String, String> environment) {
    return SettingsReader.read(arguments, new Properties(), environment, problems::add)
        .queue()
        .keyFile();
  }
}
