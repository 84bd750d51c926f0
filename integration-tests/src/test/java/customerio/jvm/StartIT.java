package customerio.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm.Finished;
import customerio.jvm.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application sees of the agent that makes no call: nothing. */
class StartIT {
  private static final Finished UNTOUCHED = new Finished(0, "Hello World", "");

  @TempDir Path directory;

  @Test
  void application_isUntouched() throws Exception {
    assertThat(hello(AgentJar.built())).isEqualTo(UNTOUCHED);
  }

  @Test
  void switchedOff_isUntouched() throws Exception {
    assertThat(AgentJvm.of(Hello.class).agent(AgentJar.built(), "mode=off").start().await())
        .isEqualTo(UNTOUCHED);
    assertThat(
            AgentJvm.of(Hello.class)
                .agent(AgentJar.built())
                .environment("CUSTOMERIO_AGENT_ENABLED", "false")
                .start()
                .await())
        .isEqualTo(UNTOUCHED);
  }

  @Test
  void secondAgentOption_isOneLine() throws Exception {
    Path jar = AgentJar.built();

    assertThat(AgentJvm.of(Hello.class).agent(jar).agent(jar).start().await())
        .isEqualTo(
            new Finished(
                0,
                "Hello World",
                "[customerio-agent] is attached already; this second -javaagent or attach is"
                    + " ignored"));
  }

  @Test
  void jarWithoutItsInside_isOneLine() throws Exception {
    Path hollow = AgentJar.without(directory, "inst/customerio/agent/instrumentation/AgentStart");

    assertThat(hello(hollow))
        .isEqualTo(
            new Finished(
                0,
                "Hello World",
                "[customerio-agent] could not start: java.lang.ClassNotFoundException:"
                    + " customerio.agent.instrumentation.AgentStart; the application runs without"
                    + " it"));
  }

  @Test
  void jarInAPathWithSpaces_works() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("with space & ünd"));
    Path copy = Files.copy(AgentJar.built(), folder.resolve("customerio-agent.jar"));

    assertThat(hello(copy)).isEqualTo(UNTOUCHED);
  }

  @Test
  void toolOfTheJdk_printsWhatItAlwaysPrints() throws Exception {
    Finished with =
        JvmCommand.tool("keytool", "-help")
            .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + AgentJar.built())
            .start()
            .await();
    Finished without = JvmCommand.tool("keytool", "-help").start().await();

    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    assertThat(with.out()).isEqualTo(without.out());
    // The JVM announces JAVA_TOOL_OPTIONS; behind that line nothing is new.
    assertThat(with.err().lines().skip(1).toList()).isEqualTo(without.err().lines().toList());
  }

  private static Finished hello(Path agentJar) throws InterruptedException, IOException {
    return AgentJvm.of(Hello.class).agent(agentJar).start().await();
  }
}
