package customerio.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.app.ManyLines;
import org.junit.jupiter.api.Test;

/** What a JVM has said counts, however it ends. */
class KilledJvmIT {

  /** More than a reader has read by the time at which the last of them is written. */
  @Test
  void kill_losesNothingThatWasPrintedBefore() throws Exception {
    try (AgentJvm application = AgentJvm.of(ManyLines.class).start()) {
      application.awaitLine("all printed");

      assertThat(application.kill().err().lines()).hasSize(ManyLines.COUNT);
    }
  }
}
