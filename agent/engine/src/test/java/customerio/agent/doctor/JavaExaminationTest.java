package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaExaminationTest {
  @TempDir Path home;

  @Test
  void olderJava_isTheEndOfIt() {
    assertThat(look("1.8"))
        .containsExactly(
            Finding.fail(
                "java",
                "Java 1.8; the agent stays out and the application runs without it",
                "run the application with Java 17 or newer"));
  }

  @Test
  void image_lacksWhatItsReleaseDoesNotName() throws Exception {
    Files.writeString(home.resolve("release"), "MODULES=\"java.base java.logging\"\n");

    assertThat(look("17"))
        .containsExactly(
            Finding.ok("java", "Java 17 in " + home),
            Finding.fail(
                "modules",
                "this Java has no java.instrument and does not start with any -javaagent",
                "add java.instrument to the modules of jlink"),
            Finding.warn(
                "modules",
                "this Java has no java.management: no MBeans, and 'status' cannot ask the"
                    + " application",
                "add java.management to the modules of jlink; health.port works without it"),
            Finding.fail(
                "modules",
                "this Java has no jdk.crypto.ec, without which TLS with most servers fails",
                "add jdk.crypto.ec to the modules of jlink"));
  }

  @Test
  void fromJava22On_ellipticCurvesAreInTheBase() throws Exception {
    Files.writeString(
        home.resolve("release"), "MODULES=\"java.base java.instrument java.management\"\n");

    assertThat(look("22"))
        .containsExactly(
            Finding.ok("java", "Java 22 in " + home),
            Finding.ok("modules", "nothing that the agent needs is missing"));
  }

  @Test
  void javaThatDoesNotTell_isNotBlamed() {
    assertThat(look("25")).containsExactly(Finding.ok("java", "Java 25 in " + home));
  }

  @Test
  void theJavaOfThisTest_isWell() {
    assertThat(new JavaExamination().look(Patients.with()))
        .extracting(Finding::verdict)
        .containsOnly(Verdict.OK);
  }

  private List<Finding> look(String java) {
    return new JavaExamination().look(Patients.of(0, java, home, home, "", Map.of(), false));
  }
}
