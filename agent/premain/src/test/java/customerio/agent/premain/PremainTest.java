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
class PremainTest {
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
    System.setProperty("java.specification.version", "1.8");

    Premain.premain(null, null);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "[customerio-agent] needs Java 17 or newer and this is Java 1.8;"
                + " the application runs without it\n");
  }

  @Test
  void toolOfTheJdk_hearsNothing() {
    System.setProperty("sun.java.command", "jdk.jcmd/sun.tools.jps.Jps");
    System.setProperty("java.specification.version", "1.8");

    Premain.premain(null, null);

    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void switchedOff_hearsNothing() {
    Premain.premain("enabled=false", null);

    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void fault_isOneLine_andSoIsASecondAttach() {
    Premain.premain(null, null);
    Premain.agentmain(null, null);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "[customerio-agent] could not start: java.lang.ClassNotFoundException:"
                + " customerio.agent.bootstrap.Launcher; the application runs without it\n"
                + "[customerio-agent] is attached already;"
                + " this second -javaagent or attach is ignored\n");
    assertThat(System.getProperty("customerio-agent.attached"))
        .as("what would tell others that it is there")
        .isNull();
  }
}
