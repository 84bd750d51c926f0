package customerio.tests.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.jvm.AgentJvm.Finished;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before anything runs: is this a place where an application with the agent would be well? */
class DoctorIT {
  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final OperatorsShell shell = new OperatorsShell();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void doctor_asksWithoutEffect_andShowsNoKey() throws Exception {
    Finished doctor =
        shell.run(
            OperatorsShell.command("doctor", "--json", "--settings", settings("us"))
                .environment("CUSTOMERIO_AUTHORIZATION", "site-canary:key-canary"));

    JsonNode report = new ObjectMapper().readTree(doctor.out());
    assertThat(report.get("findings").findValuesAsText("subject"))
        .containsSubsequence("java", "modules", "queue", "space", "port", "track-us", "clock");
    assertThat(what(report, "key"))
        .isEqualTo("CUSTOMERIO_AUTHORIZATION: accepted; its account lives in the region us");
    assertThat(what(report, "queue")).startsWith(directory.resolve("queue") + " can be made");
    assertThat(shell.said()).doesNotContain("canary");
    assertThat(simulator.arrivals().all()).as("operations").isEmpty();
    assertThat(directory).as("nothing is left behind").isEmptyDirectory();
  }

  @Test
  void configuration_isCheckedForThePipelineOfItsUsers() throws Exception {
    Path file = Files.writeString(directory.resolve("cio.properties"), "mode=observe\n");
    assertThat(shell.run("check-config", file.toString()))
        .matches(checked -> checked.exitCode() == 0 && checked.err().isEmpty());

    Files.writeString(file, "mdoe=observe\n");
    Finished wrong = shell.run("check-config", file.toString());
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err())
        .isEqualTo("customerio-agent: unknown setting 'mdoe' is ignored; did you mean mode?");
    assertThat(wrong.out()).containsPattern("(?m)^mode +default +async$");
  }

  private static String what(JsonNode report, String subject) {
    for (JsonNode finding : report.get("findings")) {
      if (finding.get("subject").asText().equals(subject)) {
        return finding.get("what").asText();
      }
    }
    throw new AssertionError(subject + " is not in " + report);
  }

  private String settings(String region) {
    String base = simulator.uri(Family.TRACK, Region.US).toString();
    return Stream.of("track-us", "track-eu", "pipelines-us", "pipelines-eu", "app-us", "app-eu")
        .map(role -> "endpoint." + role + '=' + base)
        .collect(
            Collectors.joining(
                ",", "region=" + region + ",queue.dir=" + directory.resolve("queue") + ',', ""));
  }
}
