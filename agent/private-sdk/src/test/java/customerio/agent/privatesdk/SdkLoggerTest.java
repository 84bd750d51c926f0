package customerio.agent.privatesdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SdkLoggerTest {
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void listen() {
    SdkLogger.warnTo(warnings::add);
  }

  @AfterEach
  void forget() {
    SdkLogger.warnTo(warning -> {});
  }

  @Test
  void warnings_areHandedOnWithoutTheirStack() {
    SdkLogger logger = SdkLogger.getLogger("io.opentelemetry.sdk.trace.export.BatchSpanProcessor");

    logger.warning("spans were dropped");
    logger.log(Level.SEVERE, "a callback failed", new IllegalStateException("of jane"));

    assertThat(warnings)
        .containsExactly("spans were dropped", "a callback failed (IllegalStateException)");
  }

  @Test
  void lesserThings_areNot() {
    SdkLogger logger = SdkLogger.getLogger("io.opentelemetry.sdk.resources.Resource");

    logger.info("x");
    logger.fine("x");
    logger.log(Level.FINE, "x", new Object[] {1});

    assertThat(warnings).isEmpty();
  }

  /** The sender has said it already, and without what the collector answered. */
  @Test
  void exportersWordsOnAFailedExport_areNot() {
    SdkLogger.getLogger("io.opentelemetry.exporter.otlp.internal.HttpExporter")
        .severe("Failed to export 1 spans. Error message: <what a collector answered>");
    SdkLogger.getLogger("io.opentelemetry.sdk.metrics.export.PeriodicMetricReader")
        .warning("Exporter failed");

    assertThat(warnings).isEmpty();
  }
}
