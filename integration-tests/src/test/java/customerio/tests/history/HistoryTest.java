package customerio.tests.history;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** placeholder. */
class HistoryTest {

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_endsAsIfEveryCallHadSucceededByItself(@ForAll("histories") History history)
      throws IOException {
    assertThat(differences(history, UnaryOperator.identity())).isEmpty();
  }

  @Provide
  Arbitrary<History> histories() {
    return Histories.any();
  }

  private static List<String> differences(History history, UnaryOperator<Transport> sabotage)
      throws IOException {
    Path credentials = Files.createTempDirectory(scratch(), "history");
    try {
      return Comparison.differences(new Play(history, credentials, sabotage).perform());
    } finally {
      delete(credentials);
    }
  }

  /** In memory where the system has such a place: thousands of tiny files, none of them to keep. */
  private static Path scratch() {
    return Stream.of("/dev/shm", System.getProperty("java.io.tmpdir"))
        .map(Path::of)
        .filter(Files::isWritable)
        .findFirst()
        .orElseThrow();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
