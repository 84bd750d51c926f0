package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsExaminationTest {
  @TempDir Path directory;

  @Test
  void jarThatIsMissing_keepsEveryJvmFromStarting() throws Exception {
    Files.createFile(directory.resolve("customerio-agent.jar"));

    assertThat(
            look(
                0,
                "",
                true,
                Map.of(
                    "JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:customerio-agent.jar=mode=sync",
                    "JDK_JAVA_OPTIONS", "-javaagent:/opt/none.jar=secret=canary")))
        .containsExactly(
            Finding.ok("agents", "JAVA_TOOL_OPTIONS names customerio-agent.jar"),
            Finding.fail(
                "agents",
                "JDK_JAVA_OPTIONS names /opt/none.jar, which is not there: no JVM starts so",
                "put the jar there, or correct the path"));
  }

  @Test
  void runningWithoutTheAgent_isSaid() {
    assertThat(look(7, "-Xmx1g", false, Map.of()))
        .containsExactly(
            Finding.warn(
                "agents",
                "pid 7 runs without the agent",
                "start it with -javaagent:customerio-agent.jar, or use 'attach'"));
  }

  @Test
  void tracingAgentBehindOurs_tracesTheAnswersAtOnce() throws Exception {
    Files.createFile(directory.resolve("customerio-agent.jar"));
    Files.createFile(directory.resolve("opentelemetry-javaagent.jar"));
    String ours = "-javaagent:customerio-agent.jar=a=b";
    String other = "-javaagent:opentelemetry-javaagent.jar";

    assertThat(look(7, other + " " + ours, true, Map.of()))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.OK, Verdict.OK);
    assertThat(look(7, ours + " " + other, true, Map.of()))
        .endsWith(
            Finding.warn(
                "agents",
                "opentelemetry-javaagent.jar comes after the agent: it makes a span of each answer"
                    + " at once",
                "name customerio-agent.jar last, if these spans are not wanted"));
  }

  @Test
  void whatAVariableHasAdded_isSaidOnce() throws Exception {
    Files.createFile(directory.resolve("customerio-agent.jar"));
    String option = "-javaagent:customerio-agent.jar";

    assertThat(look(7, option, true, Map.of("JAVA_TOOL_OPTIONS", option))).hasSize(1);
  }

  private List<Finding> look(
      long pid, String arguments, boolean hasAgent, Map<String, String> environment) {
    return new AgentsExamination()
        .look(
            Patients.of(
                pid, "17", Patients.JAVA_HOME, directory, arguments, environment, hasAgent));
  }
}
