package customerio.agent.commandline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A JVM that does with agents what it is told to. */
final class FakeTarget implements AttachTarget {
  final Properties properties = new Properties();
  final List<String> loaded = new ArrayList<>();
  String arguments = "";
  String refusal;
  boolean starts = true;

  FakeTarget(String java) {
    properties.setProperty("java.specification.version", java);
    properties.setProperty("user.dir", "/srv");
  }

  @Override
  public Properties properties() {
    return properties;
  }

  @Override
  public String arguments() {
    return arguments;
  }

  @Override
  public void load(String jar, String settings) throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
    loaded.add(jar + "=" + settings);
    if (starts) {
      properties.setProperty(AgentOption.ATTACHED, "true");
    }
  }

  @Override
  public void close() {
    // nothing is open
  }
}
