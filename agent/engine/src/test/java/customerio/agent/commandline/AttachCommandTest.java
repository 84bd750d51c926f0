package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachCommandTest {
  private static final String JAR = "/opt/customerio-agent.jar";

  @TempDir Path directory;
  private final Shell shell = Shell.with(new FakeApplication());

  @Test
  void loaded_isSaid_andWhatRemainsToBeDone() {
    FakeTarget target = target("17");

    assertThat(shell.type("attach 7 mode=observe,queue.dir=/x")).isEqualTo(ExitCode.DONE);
    assertThat(target.loaded).containsExactly(JAR + "=mode=observe,queue.dir=/x");
    assertThat(shell.out())
        .isEqualTo("pid 7: agent 0.1.0 takes over its calls to Customer.io from now on\n");
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: this holds until the process ends; for good, start it with"
                + " -javaagent:/opt/customerio-agent.jar=mode=observe,queue.dir=/x\n");
  }

  @Test
  void passwordInASetting_isNotRepeated() {
    FakeTarget target = target("17");

    assertThat(shell.type("attach 7 endpoint.track-us=http://user:canary@gateway"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(shell.out() + shell.err()).doesNotContain("canary");
    assertThat(target.loaded).isEmpty();
  }

  @Test
  void newerJava_warnsThereAndThatIsExplained() {
    target("25");

    assertThat(shell.type("attach 7 --json")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEqualTo("{\"pid\":7,\"attached\":true,\"version\":\"0.1.0\"}\n");
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: this holds until the process ends; for good, start it with"
                + " -javaagent:/opt/customerio-agent.jar; the warning of Java 25 on its standard"
                + " error is about this (JEP 451)\n");
  }

  @Test
  void olderJava_isLeftAlone() {
    assertRefused(
        target("1.8"),
        ExitCode.REFUSED,
        "process 7 is Java 8 and the agent needs Java 17 or newer; nothing was loaded");
  }

  @Test
  void secondAgent_isNotLoaded() {
    FakeTarget started = target("17");
    started.arguments = "-Xmx1g -javaagent:lib/customerio-agent.jar=mode=sync";
    String sentence = "process 7 has the agent already; nothing was loaded; 'status' shows it";
    assertRefused(started, ExitCode.REFUSED, sentence);

    FakeTarget attached = target("17");
    attached.properties.setProperty(AgentOption.ATTACHED, "true");
    assertRefused(attached, ExitCode.REFUSED, sentence);
  }

  @Test
  void mistakeInTheSettings_isFoundBeforeAnythingIsLoaded() {
    FakeTarget target = target("17");

    assertThat(shell.type("attach 7 mdoe=sync")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: nothing was loaded: unknown setting 'mdoe' is ignored; did you mean"
                + " mode?\n");
    assertThat(target.loaded).isEmpty();
  }

  @Test
  void dynamicLoadingIsSwitchedOff_theWayOutIsNamed() {
    FakeTarget target = target("21");
    target.refusal =
        "Dynamic agent loading is not enabled. Use -XX:+EnableDynamicAgentLoading to launch target"
            + " VM.";
    assertRefused(
        target,
        ExitCode.REFUSED,
        "process 7 was started with -XX:-EnableDynamicAgentLoading (JEP 451) and takes no agent"
            + " while it runs; start it with -javaagent:/opt/customerio-agent.jar");
  }

  @Test
  void otherRefusals_areQuoted() {
    assertThat(AttachRefusals.notLoaded(7, JAR, "100", directory.resolve("none")))
        .hasMessage(
            "process 7 did not load the agent (100); its standard error may say more; start it with"
                + " -javaagent:/opt/customerio-agent.jar");
  }

  @Test
  void container_doesNotSeeTheJar() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    String sentence =
        "process 7 does not see /opt/customerio-agent.jar, as it is in another container or may not"
            + " read it; copy the jar to where it can, and run this there";

    assertThat(AttachRefusals.notLoaded(7, JAR, "0", root)).hasMessage(sentence);

    Files.createDirectory(root.resolve("opt"));
    Files.createFile(root.resolve("opt/customerio-agent.jar"));
    assertThat(AttachRefusals.notLoaded(7, JAR, "Agent JAR not found or no Agent-Class", root))
        .hasMessage(sentence);
    assertThat(AttachRefusals.notLoaded(7, JAR, "0", root).getMessage())
        .startsWith("process 7 did not load the agent (0)");
  }

  @Test
  void agentThatDidNotStart_isNotCalledAttached() {
    target("17").starts = false;

    assertThat(shell.type("attach 7")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: process 7 has loaded the agent, and it did not start; the standard"
                + " error of the process says why\n");
  }

  @Test
  void otherUsers_areNotAsked_butByRoot() {
    CommandFailure failure =
        catchThrowableOfType(
            CommandFailure.class, () -> AttachRefusals.refuseOtherUsers(7, "tomcat", "ann"));

    assertThat(failure)
        .hasMessage(
            "process 7 belongs to user tomcat and this is ann; run this as tomcat: sudo -u tomcat"
                + " java -jar ...");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThatCode(() -> AttachRefusals.refuseOtherUsers(7, "tomcat", "root"))
        .doesNotThrowAnyException();
    assertThatCode(() -> AttachRefusals.refuseOtherUsers(7, "", "ann")).doesNotThrowAnyException();
  }

  @Test
  void jvmThatDoesNotAnswer_hasItsReasonsNamed() {
    assertThat(AttachRefusals.notAsked(7, "well-known file is not secure"))
        .hasMessage(
            "process 7 does not let itself be asked (well-known file is not secure): it is no"
                + " HotSpot JVM, runs with -XX:+DisableAttachMechanism, is stopped, or is in"
                + " another container; in a container run this inside of it, or start the"
                + " application with -javaagent");
  }

  private FakeTarget target(String java) {
    FakeTarget target = new FakeTarget(java);
    shell.target = target;
    return target;
  }

  private void assertRefused(FakeTarget target, ExitCode code, String sentence) {
    assertThat(shell.type("attach 7")).isEqualTo(code);
    assertThat(shell.err()).isEqualTo("customerio-agent: " + sentence + "\n");
    assertThat(shell.out()).isEmpty();
    assertThat(target.loaded).isEmpty();
  }
}
