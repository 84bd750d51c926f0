package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that has no memory left for a moment, and goes on. */
class FullHeapTest {
  @TempDir Path directory;

  /** Most of what is asked for at once is smaller than 48 morsels. */
  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"PROCESS", "MEMORY"})
  void F32_memoryEndsAtEveryPlace_losesNothingAndKeepsNothingThatWasRefused(Durability durability)
      throws Exception {
    Process process =
        AnotherJvm.of(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx6m"),
                FullHeap.class,
                directory.toString(),
                durability.name(),
                "48")
            .redirectErrorStream(true)
            .start();
    List<String> said;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      said = out.lines().toList();
    } finally {
      process.destroyForcibly().waitFor();
    }

    assertThat(said).singleElement().asString().matches("ended [1-9]\\d+");
  }
}
