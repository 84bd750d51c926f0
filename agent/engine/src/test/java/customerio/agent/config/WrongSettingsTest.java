package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not as it should be is said in one line: what, where, what happens now. */
class WrongSettingsTest {
  private final Properties properties = new Properties();
  private final List<String> problems = new ArrayList<>();

  @Test
  void wrongValue_saysWhatWhereAndWhatHappens() {
    Settings settings = read("retry.base-delay=soon", Map.of());

    assertThat(settings.retry().baseDelay()).isEqualTo(Duration.ofMillis(200));
    assertThat(problems)
        .containsExactly(
            "agent argument retry.base-delay is 'soon'; expected a duration such as 500ms, 10s, 5m"
                + " or 72h, above 0; using 200ms");
  }

  @Test
  void misspeltName_isAnsweredWithTheNearest() {
    read("queue.dri=/x", Map.of("CUSTOMERIO_AGENT_BATCH_MOD", "never"));

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "unknown setting 'queue.dri' is ignored; did you mean queue.dir?",
            "unknown setting 'CUSTOMERIO_AGENT_BATCH_MOD' is ignored; did you mean"
                + " CUSTOMERIO_AGENT_BATCH_MODE?");
  }

  @Test
  void clientSwitch_isKnownInEachSpelling() {
    read(
        "client.okhttp.enabled=false",
        Map.of(
            "CUSTOMERIO_AGENT_CLIENT_JDK_ENABLED", "off",
            "CUSTOMERIO_AGENT_CLIENT_ASYNC_HTTP_CLIENT_ENABLED", "false"));

    assertThat(problems).isEmpty();
  }

  /** In an emergency nobody has the time to find out that nothing was switched off. */
  @Test
  void clientSwitch_misspelt_saysSo() {
    read("client.okhtp.enabled=false,client.jdk.enabled=aus", Map.of());

    assertThat(problems)
        .containsExactly(
            "unknown setting 'client.okhtp.enabled' is ignored; did you mean"
                + " client.okhttp.enabled?",
            "agent argument client.jdk.enabled is 'aus'; expected true or false; using true");
  }

  @Test
  void whatIsNeededAtTheStart_isIgnoredInTheConfigFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("agent.properties");
    Files.writeString(file, "client.okhttp.enabled=false\nwrappers.file=/w\nmode=sync\n");

    Settings settings = read("config=" + file, Map.of());

    assertThat(problems)
        .containsExactly(
            "client.okhttp.enabled in the config file is ignored, as that is not read at the start;"
                + " give it as agent argument, system property or environment variable",
            "wrappers.file in the config file is ignored, as that is not read at the start; give it"
                + " as agent argument, system property or environment variable");
    assertThat(settings.effective())
        .contains(
            new EffectiveSetting("client.okhttp.enabled", "true", "default"),
            new EffectiveSetting("wrappers.file", "", "default"),
            new EffectiveSetting("mode", "sync", "config file"));
  }

  @Test
  void keyInTheWrongPlace_isNotShown() {
    read("Bearer abcdef,mode=sync,config=Basic c2l0ZTprZXk=", Map.of());

    assertThat(problems)
        .hasSize(2)
        .allMatch(problem -> problem.contains("(not shown, as it may hold a secret)"))
        .noneMatch(problem -> problem.contains("abcdef") || problem.contains("c2l0"));
  }

  @Test
  void missingFile_saysSoAndGoesOn() {
    Settings settings = read("config=/nowhere/agent.properties", Map.of());

    assertThat(settings.modes().general()).isEqualTo(Mode.ASYNC);
    assertThat(problems)
        .containsExactly(
            "the config file '/nowhere/agent.properties' (agent argument config) cannot be read"
                + " (NoSuchFileException); the agent goes on without it; give the path of a"
                + " readable properties file");
  }

  @Test
  void argumentWithoutEqualsSign_saysSo() {
    read("async", Map.of());

    assertThat(problems)
        .containsExactly(
            "agent argument 'async' is not key=value and is ignored; write for example"
                + " mode=async,queue.dir=/var/lib/app");
  }

  private Settings read(String arguments, Map<String, String> environment) {
    return SettingsReader.read(arguments, properties, environment, problems::add);
  }
}
