package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Takeover;
import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P2: a fault before the commit leaves the call to the application, one after it never does. */
class CommitTest {
  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void proven() {
    fixture = new IntakeFixture(directory, null).proven();
  }

  @Test
  void fullQueue_runsTheOriginalCall() {
    fixture.queue.failure = new QueueFullException("full");

    assertThat(commit(fixture.identify("5", "{}"))).isFalse();
    assertThat(fixture.listener.ends).containsExactly("passed QUEUE_FULL");
  }

  @Test
  void failingDisk_runsTheOriginalCall() {
    fixture.queue.failure = new IOException("disk");

    assertThat(commit(fixture.identify("5", "{}"))).isFalse();
    assertThat(fixture.listener.ends).containsExactly("passed QUEUE_FAILING");
  }

  @Test
  void errorInAppend_runsTheOriginalCall() {
    fixture.queue.error = new StackOverflowError("deep");

    assertThat(commit(fixture.identify("5", "{}"))).isFalse();
    assertThat(fixture.listener.faults).containsExactly("commit: deep");
  }

  @Test
  void faultBeforeTheDecision_runsTheOriginalCall() {
    fixture.listener.failure = new IllegalStateException("telemetry");

    assertThat(fixture.identify("5", "{}")).isEqualTo(Takeover.Pass.PASS);
    assertThat(fixture.listener.faults).containsExactly("take: telemetry");
  }

  @Test
  void faultAfterTheAppend_doesNotRunTheOriginalCall() {
    fixture.listener.failureAfterAppend = new IllegalStateException("telemetry");

    assertThat(commit(fixture.identify("5", "{}"))).isTrue();
    assertThat(fixture.queued()).hasSize(1);
    assertThat(fixture.listener.faults).containsExactly("observation: telemetry");
  }

  @Test
  void faultInTheReportOfAFault_staysInside() {
    fixture.queue.error = new StackOverflowError("deep");
    fixture.listener.failureInReports = new StackOverflowError("deeper");

    assertThat(commit(fixture.identify("5", "{}"))).isFalse();
  }

  @Test
  void faultInTheReportOfAFullQueue_staysInside() {
    fixture.queue.failure = new QueueFullException("full");
    fixture.listener.failureInReports = new OutOfMemoryError("heap");

    assertThat(commit(fixture.identify("5", "{}"))).isFalse();
  }

  @Test
  void faultInTheReportOfAFaultyDecision_staysInside() {
    fixture.listener.failure = new IllegalStateException("telemetry");
    fixture.listener.failureInReports = new OutOfMemoryError("heap");

    assertThat(fixture.identify("5", "{}")).isEqualTo(Takeover.Pass.PASS);
  }

  @Test
  void faultInTheTrace_isNobodysTrace() {
    fixture.listener.failureInOrigin = new IllegalStateException("bridge");

    assertThat(fixture.intake.origin()).isEqualTo(customerio.agent.capture.Origin.UNKNOWN);
  }
}
