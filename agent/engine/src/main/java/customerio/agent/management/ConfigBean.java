package customerio.agent.management;

import customerio.agent.config.EffectiveSetting;
import customerio.agent.config.Settings;
import java.util.List;
import java.util.stream.Collectors;

/** Settings do not change, but for modes and the log's level, which the root bean shows. */
public final class ConfigBean implements ConfigMXBean {
  private final List<EffectiveSetting> all;
  private final List<String> warnings;

  public ConfigBean(Settings settings) {
    all = settings.effective();
    warnings = settings.problems();
  }

  @Override
  public String getEffectiveConfiguration() {
    return all.stream().map(ConfigBean::line).collect(Collectors.joining("\n"));
  }

  @Override
  public List<String> getGiven() {
    return all.stream().filter(setting -> !setting.isDefault()).map(ConfigBean::line).toList();
  }

  @Override
  public List<String> getWarnings() {
    return warnings;
  }

  private static String line(EffectiveSetting setting) {
    return setting.key() + " = " + setting.value() + " (" + setting.source() + ')';
  }
}
