package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveSettingTest {

  @Test
  void valueAndSource_areThoseInForce() {
    Properties properties = new Properties();
    properties.setProperty("customerio.agent.batch.mode", "never");

    assertThat(
            read(
                "mode=sync,retry.jitter=much",
                properties,
                Map.of("CUSTOMERIO_AGENT_QUEUE_MAX_AGE", " 3h ")))
        .contains(
            new EffectiveSetting("mode", "sync", "agent argument"),
            new EffectiveSetting("batch.mode", "never", "system property"),
            new EffectiveSetting("queue.max-age", "3h", "environment variable"),
            new EffectiveSetting("retry.jitter", "0.3", "default"),
            new EffectiveSetting("health.port", "off", "default"));
  }

  @Test
  void everySetting_isThereInTheOrderOfDefinition() {
    assertThat(read("", new Properties(), Map.of()))
        .extracting(EffectiveSetting::key)
        .isEqualTo(Keys.all().stream().map(Key::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "endpoint.track-us=http://user:canary@gw.corp/cio",
        "endpoint.track-us=http://gw.corp/canary0123456789abcdef0123",
        "hosts.extra=track-us=http://gw.corp/cio?canary",
        "queue.dir=canary0123456789abcdef0123",
      })
  void whatMayBeASecret_isNotShown(String argument) {
    List<EffectiveSetting> settings = read(argument, new Properties(), Map.of());

    assertThat(settings).noneMatch(setting -> setting.value().contains("canary"));
  }

  @Test
  void defaultThatComesFromElsewhere_isWhatItComesDownTo() {
    assertThat(read("hosts.extra=track-us=127.0.0.1:9000", new Properties(), Map.of()))
        .contains(
            new EffectiveSetting("endpoint.track-us", "http://127.0.0.1:9000", "default"),
            new EffectiveSetting("queue.dir", DefaultQueueDirectory.path().toString(), "default"));
  }

  @Test
  void path_isShown() {
    assertThat(read("queue.dir=/var/lib/pods/0b7f3d62-7c5b-4b6e-9a55", new Properties(), Map.of()))
        .contains(
            new EffectiveSetting(
                "queue.dir", "/var/lib/pods/0b7f3d62-7c5b-4b6e-9a55", "agent argument"));
  }

  private static List<EffectiveSetting> read(
      String arguments, Properties properties, Map<String, String> environment) {
    return SettingsReader.read(arguments, properties, environment, problem -> {}).effective();
  }
}
