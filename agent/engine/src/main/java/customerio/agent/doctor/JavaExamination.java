package customerio.agent.doctor;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * The Java of the application: its version, and whether its image has the modules that are needed,
 * as the file {@code release} in it says.
 */
final class JavaExamination implements Examination {
  private static final int OLDEST = 17;

  /** Up to here elliptic curves, which most servers' certificates have, are in a module apart. */
  private static final int LAST_WITH_CURVES_APART = 21;

  @Override
  public List<Finding> look(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    int feature = feature(patient.java());
    if (feature < OLDEST) {
      return List.of(
          Finding.fail(
              "java",
              "Java "
                  + patient.java()
                  + "; the agent stays out and the application runs without it",
              "run the application with Java 17 or newer"));
    }
    findings.add(Finding.ok("java", "Java " + patient.java() + " in " + patient.javaHome()));
    Set<String> modules = modules(patient);
    if (!modules.isEmpty()) {
      modules(modules, feature, findings);
    }
    return findings;
  }

  private static void modules(Set<String> modules, int feature, List<Finding> findings) {
    int before = findings.size();
    if (!modules.contains("java.instrument")) {
      findings.add(
          Finding.fail(
              "modules",
              "this Java has no java.instrument and does not start with any -javaagent",
              "add java.instrument to the modules of jlink"));
    }
    if (!modules.contains("java.management")) {
      findings.add(
          Finding.warn(
              "modules",
              "this Java has no java.management: no MBeans, and 'status' cannot ask the"
                  + " application",
              "add java.management to the modules of jlink; health.port works without it"));
    }
    if (feature <= LAST_WITH_CURVES_APART && !modules.contains("jdk.crypto.ec")) {
      findings.add(
          Finding.fail(
              "modules",
              "this Java has no jdk.crypto.ec, without which TLS with most servers fails",
              "add jdk.crypto.ec to the modules of jlink"));
    }
    if (findings.size() == before) {
      findings.add(Finding.ok("modules", "nothing that the agent needs is missing"));
    }
  }

  /** Empty if it does not say. */
  private static Set<String> modules(Patient patient) {
    Properties release = new Properties();
    try (Reader text =
        Files.newBufferedReader(patient.javaHome().resolve("release"), StandardCharsets.UTF_8)) {
      release.load(text);
    } catch (IOException | IllegalArgumentException unknown) {
      return Set.of();
    }
    String modules = release.getProperty("MODULES", "").replace("\"", "").trim();
    return modules.isEmpty() ? Set.of() : Set.of(modules.split(" +"));
  }

  private static int feature(String specification) {
    String digits = specification.startsWith("1.") ? specification.substring(2) : specification;
    try {
      return Integer.parseInt(digits.split("\\.")[0]);
    } catch (NumberFormatException unknown) {
      return OLDEST;
    }
  }
}
