package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-javaagent:customerio-agent.jar",
        "-Xmx1g -javaagent:/opt/customerio-agent.jar=mode=sync -Dx=y",
        "-javaagent:/opt/otel.jar=a=b.jar -javaagent:/opt/my tools/customerio-agent-0.1.0.jar",
      })
  void ourName_isOurs(String arguments) {
    assertThat(AgentOption.isIn(arguments, "/srv/shop")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-Xmx1g -Dcustomerio-agent.jar=x",
        "-javaagent:/opt/opentelemetry-javaagent.jar=customerio-agent.jar",
        "-javaagent:/customerio-agent/other.jar",
        "-javaagent:\0.jar",
      })
  void otherAgents_areNot(String arguments) {
    assertThat(AgentOption.isIn(arguments, "/srv/shop")).isFalse();
  }

  @Test
  void renamedJar_isKnownByItsManifest() throws IOException {
    jar("cio.jar", "customerio.agent.premain.Premain");
    jar("other.jar", "other.Premain");

    assertThat(AgentOption.isIn("-javaagent:cio.jar=mode=off", directory.toString())).isTrue();
    assertThat(AgentOption.isIn("-javaagent:other.jar", directory.toString())).isFalse();
  }

  private void jar(String name, String premain) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", premain);
    new JarOutputStream(Files.newOutputStream(directory.resolve(name)), manifest).close();
  }
}
