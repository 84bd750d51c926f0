package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine from which nothing of Customer.io can be reached: port 1 of this one is closed. */
class DoctorCommandTest {
  private static final String NOBODY =
      Stream.of("track-us", "track-eu", "pipelines-us", "pipelines-eu", "app-us", "app-eu")
          .map(role -> "endpoint." + role + "=http://127.0.0.1:1")
          .collect(Collectors.joining(","));

  @TempDir Path directory;
  private final Shell shell = Shell.with(new FakeApplication());

  @Test
  void findings_areATableWithWhatToDo_andNoKeyIsInIt() throws Exception {
    Path keys = Files.writeString(directory.resolve("keys"), "# ours\nBasic c2l0ZTpjYW5hcnk=\n");
    shell.environment.put(DoctorCommand.KEY_VARIABLE, "site:canary");

    assertThat(shell.type("doctor --settings " + settings() + " --credentials " + keys))
        .isEqualTo(ExitCode.DOWN);
    assertThat(shell.out().lines())
        .anyMatch(
            line -> line.startsWith("OK    queue         " + directory + "/queue can be made"))
        .anyMatch(line -> line.startsWith("WARN  track-us      127.0.0.1: DNS "))
        .anyMatch(
            line -> line.startsWith("WARN  key           CUSTOMERIO_AUTHORIZATION: could not"))
        .anyMatch(line -> line.startsWith("WARN  key           line 2 of " + keys + ": could not"))
        .containsSequence(
            "FAIL  hosts         none of them answers: whatever is accepted waits on disk",
            "                    -> let this machine reach those that the application calls");
    assertThat(shell.out() + shell.err()).doesNotContain("canary", "c2l0ZTpjYW5hcnk");
  }

  @Test
  void json_isTheVerdictAndTheFindings() {
    assertThat(shell.type("doctor --json --settings " + settings())).isEqualTo(ExitCode.DOWN);
    assertThat(shell.out())
        .startsWith("{\"verdict\":\"FAIL\",\"findings\":[{\"verdict\":\"OK\",\"subject\":\"java\",")
        .endsWith("\"fix\":\"look at it by hand\"}]}\n");
  }

  @Test
  void runningApplication_isLookedAtWithItsOwnSettings() {
    FakeTarget target = new FakeTarget("17");
    target.properties.setProperty("java.home", System.getProperty("java.home"));
    target.properties.setProperty("user.dir", directory.toString());
    target.arguments = "-Xmx1g -javaagent:customerio-agent.jar=mdoe=x," + NOBODY;
    target.properties.setProperty("customerio.agent.queue.dir", "queue");
    target.properties.setProperty("customerio.agent.queue.held:/srv/queue/1-a", "true");
    shell.target = target;

    shell.type("doctor " + ProcessHandle.current().pid());
    assertThat(shell.out().lines())
        .anyMatch(
            line -> line.startsWith("OK    queue         " + directory + "/queue can be made"))
        .contains(
            "FAIL  agents        the command line names customerio-agent.jar, which is not there:"
                + " no JVM starts so",
            "WARN  settings      unknown setting 'mdoe' is ignored; did you mean mode?")
        .filteredOn(line -> line.contains(" settings "))
        .hasSize(1);
  }

  @Test
  void runningApplication_hasItsSettings() {
    assertThat(shell.type("doctor 7 --settings mode=sync")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: a running application has its settings; leave out --pid or these\n");
  }

  private String settings() {
    return "queue.dir=" + directory.resolve("queue") + ',' + NOBODY;
  }
}
