package customerio.agent.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the JVM reported, on JDK 17 and 25, with the agent in JAVA_TOOL_OPTIONS. */
class OwnCommandLineTest {

  @ParameterizedTest
  @CsvSource({
    "customerio-agent.jar, customerio-agent.jar:/opt/customerio-agent.jar",
    "/opt/customerio-agent.jar status --json, /opt/customerio-agent.jar:/opt/customerio-agent.jar",
    "/opt/my tools/customerio-agent-0.1.0.jar list, /opt/my tools/customerio-agent-0.1.0.jar",
  })
  void ourJarBehindJar_isIt(String command, String classPath) {
    assertThat(OwnCommandLine.isIt(command, classPath)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/shop.jar --port 80, /srv/shop.jar:/opt/customerio-agent.jar",
    "shop.Main, /opt/customerio-agent.jar",
    "shop.Main /opt/customerio-agent.jar, /opt/customerio-agent.jar",
    "/srv/customerio-agent.jars/shop.jar, /srv/customerio-agent.jars/shop.jar",
    "customerio-agent.jar.old status, customerio-agent.jar",
  })
  void application_isNot(String command, String classPath) {
    assertThat(OwnCommandLine.isIt(command, classPath)).isFalse();
  }

  @Test
  void unknownCommand_isNot() {
    assertThat(OwnCommandLine.isIt(null, "customerio-agent.jar")).isFalse();
    assertThat(OwnCommandLine.isIt("customerio-agent.jar", null)).isFalse();
  }
}
