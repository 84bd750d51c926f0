package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RegionSettingsTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void region_hasFourWords() {
    assertThat(read("region=eu,region.check=off,pipelines.key-check=off").accounts())
        .isEqualTo(new Settings.Accounts(RegionChoice.EU, false, false));
    assertThat(problems).isEmpty();

    assertThat(read("region=de,regoin=us").accounts().region()).isEqualTo(RegionChoice.AS_CALLED);
    assertThat(problems)
        .containsExactlyInAnyOrder(
            "unknown setting 'regoin' is ignored; did you mean region?",
            "agent argument region is 'de'; expected as-called, auto, us or eu; using as-called");
  }

  private Settings read(String arguments) {
    return SettingsReader.read(arguments, new Properties(), Map.of(), problems::add);
  }
}
