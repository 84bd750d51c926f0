package customerio.agent.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.OwnWay;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.Destination;
import customerio.agent.intake.PassReason;
import customerio.agent.log.AgentLog;
import customerio.agent.log.Level;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every announcement there is, with its level, as people read it. */
class WordsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 1);

  @TempDir Path directory;

  @Test
  void words_areTheseAndNameNobody() throws Exception {
    Path file = directory.resolve("agent.log");
    AgentLog log = new AgentLog(new PrintStream(OutputStream.nullOutputStream()), CLOCK);
    log.settle(Level.DEBUG, file);
    Announcements announcements = new Announcements(log, CLOCK);

    announcements.firstCall(Endpoint.TRACK_IDENTIFY, Region.EU, "answered at once and queued");
    announcements.passed(PassReason.QUEUE_FULL);
    announcements.ownWay("okhttp", OwnWay.values()[0]);
    announcements.drops(SilentLoss.values()[0]);
    announcements.dead(TRACK, operation(), "rejected: status-400");
    announcements.dead(null, null, "unreadable");
    announcements.unclear(TRACK, 12, "no-json");
    announcements.held(TRACK, operation(), 3, Duration.ofSeconds(60));
    announcements.breaker(TRACK, BreakerState.OPEN);
    announcements.breaker(TRACK, BreakerState.HALF_OPEN);
    announcements.breaker(TRACK, BreakerState.CLOSED);
    announcements.concluded(
        new Conclusion(TRACK, 12, 2, Duration.ofMillis(340), Conclusion.Outcome.NO_ANSWER));
    announcements.aging(TRACK, Duration.ofHours(54));
    announcements.refused(TRACK, true);
    announcements.refused(TRACK, false);
    announcements.redirected(TRACK, "track-eu.customer.io");
    announcements.fault("intake", fault());

    String said = Files.readString(file).replaceAll("(?m)^\\S+ ", "");
    assertThat(said).isEqualTo(expected()).doesNotContain("canary");
  }

  /** What the message says may be an application's. */
  private static Throwable fault() {
    Throwable fault = new IllegalStateException("canary");
    fault.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("customerio.agent.intake.Intake", "take", "Intake.java", 1)
        });
    return fault;
  }

  private static Operation operation() {
    return new Operation(
        "01JD5V00000000000000000001",
        CLOCK.millis(),
        Endpoint.TRACK_EVENT,
        Region.US,
        1,
        "POST",
        "/api/v1/customers/canary/events",
        "application/json",
        "canary".getBytes(UTF_8),
        null);
  }

  private static String expected() throws Exception {
    try (InputStream stream = WordsTest.class.getResourceAsStream("words.txt")) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
