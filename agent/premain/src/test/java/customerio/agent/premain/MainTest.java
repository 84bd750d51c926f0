package customerio.agent.premain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher is not on the class path here, so whoever is let in is told so. */
class MainTest {
  private final PrintStream standardError = System.err;
  private final Properties properties = (Properties) System.getProperties().clone();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(standardError);
    System.setProperties(properties);
  }

  @Test
  void olderJava_isRefusedInOneLine() {
    System.setProperty("java.specification.version", "11");

    assertThat(Main.run(new String[] {"status"})).isEqualTo(70);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "customerio-agent: needs Java 17 or newer and this is Java 11;"
                + " run it with a newer java\n");
  }

  @Test
  void fault_isOneLine() {
    assertThat(Main.run(new String[0])).isEqualTo(70);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "customerio-agent: could not start: java.lang.ClassNotFoundException:"
                + " customerio.agent.bootstrap.CommandLineLauncher\n");
  }
}
