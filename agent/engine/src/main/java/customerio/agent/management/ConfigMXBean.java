package customerio.agent.management;

import java.util.List;

/** {@code customerio.agent:type=Config}. */
@Described("The settings as they are in force.")
public interface ConfigMXBean {

  @Described(
      "Every setting as key = value (source), one a line; what may hold a secret is not shown.")
  String getEffectiveConfiguration();

  @Described("Those settings that are not at their defaults, as key = value (source).")
  List<String> getGiven();

  @Described("What was wrong with the settings at the start, one line each.")
  List<String> getWarnings();
}
