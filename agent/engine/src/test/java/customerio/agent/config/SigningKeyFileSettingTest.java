package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SigningKeyFileSettingTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void path_isTaken() {
    assertThat(read(null)).isNull();
    assertThat(read("webhook.signing-key-file=/etc/cio/key")).isEqualTo(Path.of("/etc/cio/key"));
    assertThat(problems).isEmpty();
  }

  @Test
  void keyInPlaceOfAPath_isNotRepeated() {
    String key = "0a976560d924d73b735bc679b72299a8";

    assertThat(read("webhook.signing-key-file=" + key)).isNull();
    assertThat(problems)
        .containsExactly(
            "agent argument webhook.signing-key-file has a value that is not shown here, as it may"
                + " hold a secret; expected the path of a file with one signing key a line; using"
                + " none");
  }

  private Path read(String arguments) {
    return SettingsReader.read(arguments, new Properties(), Map.of(), problems::add)
        .webhookKeyFile();
  }
}
