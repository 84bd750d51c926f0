package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigCommandTest {
  @TempDir Path directory;
  private final Shell shell = Shell.with(new FakeApplication());

  @Test
  void everySetting_isShownWithWhereItComesFrom() throws Exception {
    Path file = Files.writeString(directory.resolve("cio.properties"), "mode=sync\nregion=eu\n");
    shell.environment.put("CUSTOMERIO_AGENT_REGION", "us");
    shell.properties.setProperty("customerio.agent.otel.mode", "off");
    shell.properties.setProperty("user.name", "somebody");

    assertThat(shell.type("check-config " + file + " --settings batch.linger=7ms"))
        .isEqualTo(ExitCode.DONE);
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out().lines().map(line -> line.replaceAll(" +", " ")))
        .startsWith("SETTING FROM VALUE", "enabled default true", "mode config file sync")
        .contains(
            "region environment variable us",
            "otel.mode system property off",
            "batch.linger agent argument 7ms",
            "queue.dir default ~/.customerio-agent/APPLICATION");
  }

  @Test
  void everyComplaintOfTheAgent_isOneHere() throws Exception {
    Path keys =
        Files.createFile(
            directory.resolve("keys"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    shell.environment.put("CUSTOMERIO_AGENT_QEUE_DIR", "/x");
    String settings =
        "mode=fast,credentials.file=" + keys + ",routing.file=" + directory.resolve("none");

    assertThat(shell.type("check-config --settings " + settings)).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.err().lines().sorted())
        .containsExactly(
            "customerio-agent: agent argument mode is 'fast'; expected async, sync, observe or off;"
                + " using async",
            "customerio-agent: credentials.file: others can read or write "
                + keys
                + "; chmod 600 it",
            "customerio-agent: routing.file: there is no file " + directory.resolve("none"),
            "customerio-agent: unknown setting 'CUSTOMERIO_AGENT_QEUE_DIR' is ignored; did you mean"
                + " CUSTOMERIO_AGENT_QUEUE_DIR?");
  }

  @Test
  void wrappers_areReadAsTheAgentReadsThem() throws Exception {
    Path lines =
        Files.writeString(
            directory.resolve("wrappers.txt"),
            "com.acme.Mailer#forget(String) = forget person=1\n");

    assertThat(shell.type("check-config --settings wrappers.file=" + lines))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.err()).startsWith("customerio-agent: wrappers.file, line 1: ");
    assertThat(shell.type("check-config --settings wrappers.file=" + directory.resolve("none")))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: wrappers.file: there is no file "
                + directory.resolve("none")
                + "\n");
  }

  @Test
  void json_isAllOfItInOneDocument() {
    assertThat(shell.type("check-config --json --settings mode=fast"))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out())
        .startsWith(
            "{\"settings\":[{\"key\":\"enabled\",\"value\":\"true\",\"source\":\"default\"},")
        .endsWith(
            "],\"warnings\":[\"agent argument mode is 'fast'; expected async, sync, observe or off;"
                + " using async\"]}\n");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void fileThatIsNotThere_isNotFound() {
    Path none = directory.resolve("none");

    assertThat(shell.type("check-config " + none)).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err()).isEqualTo("customerio-agent: no file " + none + "\n");
  }

  @Test
  void whatMayBeASecret_isNotShown() {
    String secret = "https://user:canary-password@proxy.corp";

    shell.type("check-config --settings endpoint.track-us=" + secret);
    assertThat(shell.out() + shell.err()).doesNotContain("canary-password");
  }
}
