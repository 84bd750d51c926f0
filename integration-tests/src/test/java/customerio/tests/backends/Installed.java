package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that come neither with the JDK nor with Maven. */
final class Installed {
  /** Set where a missing Prometheus is a failure: on the build machine. */
  private static final String REQUIRED = "PROMETHEUS_REQUIRED";

  private Installed() {}

  /** Skips the test where it is not, and says why. */
  static void prometheusOrSkip() {
    boolean isThere = isThere("prometheus") && isThere("promtool");
    if (System.getenv(REQUIRED) != null) {
      assertThat(isThere).as("prometheus and promtool are installed").isTrue();
    }
    assumeTrue(isThere, "prometheus is not installed: apt-get install prometheus");
  }

  private static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
