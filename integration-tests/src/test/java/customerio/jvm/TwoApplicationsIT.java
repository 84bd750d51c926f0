package customerio.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm.Finished;
import customerio.jvm.app.TwoApplications;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two applications in one JVM, each with an OkHttp of its own version. */
class TwoApplicationsIT {
  private static final Path CLIENTS = Path.of("../clients/target/jars");

  @TempDir Path directory;

  @Test
  void each_isAnsweredInItsOwnTypes() throws Exception {
    String reply = "200 PUT https://track.customer.invalid:443/x {\"plan\":\"pro\"}";

    assertThat(
            AgentJvm.of(TwoApplications.class)
                .agent(AgentJar.scripted(directory))
                .arguments("https://track.customer.invalid/x", withOkHttp("4."), withOkHttp("5."))
                .start()
                .await())
        .isEqualTo(new Finished(0, reply + "\n" + reply, ""));
  }

  /** The class path of an application with the OkHttp of that major version. */
  private static String withOkHttp(String major) throws IOException {
    try (Stream<Path> versions = Files.list(CLIENTS)) {
      Path version =
          versions
              .filter(path -> path.getFileName().toString().startsWith("okhttp-" + major))
              .sorted()
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("no OkHttp " + major + " in " + CLIENTS));
      try (Stream<Path> jars = Files.list(version)) {
        return Stream.concat(Stream.of(Path.of("target", "test-classes")), jars)
            .map(path -> path.toAbsolutePath().normalize().toString())
            .collect(Collectors.joining(File.pathSeparator));
      }
    }
  }
}
