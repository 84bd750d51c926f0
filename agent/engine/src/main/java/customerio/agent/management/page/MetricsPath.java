package customerio.agent.management.page;

import customerio.agent.management.port.Answer;
import customerio.agent.telemetry.metrics.PrometheusText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code /metrics}: what a Prometheus scrapes. */
final class MetricsPath {
  /** All series that there can be are about three times as long. */
  private static final int USUAL_LENGTH = 32 * 1024;

  private final PrometheusText metrics;

  MetricsPath(PrometheusText metrics) {
    this.metrics = metrics;
  }

  Answer metrics() {
    StringBuilder text = new StringBuilder(USUAL_LENGTH);
    try {
      metrics.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringBuilder throws none", e);
    }
    return Answer.of(
        200, PrometheusText.CONTENT_TYPE, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
