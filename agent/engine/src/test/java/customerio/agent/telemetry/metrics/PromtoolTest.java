package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus's own opinion on names, types and format. {@code .ci/run} brings its tool along. */
class PromtoolTest {

  @Test
  void everything_passesPromtool() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> new File(directory, "promtool").canExecute()),
        "promtool is not installed: apt-get install prometheus");
    Metrics metrics = Metrics.unexported(Clock.systemUTC());
    new Everything(metrics, List.of("POST", "say \"hello\"\n\\")).happen();

    assertThat(promtool(metrics.prometheus())).isEqualTo("exit 0: ");
  }

  private static String promtool(PrometheusText text) throws IOException, InterruptedException {
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (Writer out = new OutputStreamWriter(promtool.getOutputStream(), StandardCharsets.UTF_8)) {
      text.write(out);
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit " + promtool.waitFor() + ": " + said;
  }
}
