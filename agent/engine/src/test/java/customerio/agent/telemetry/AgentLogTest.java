package customerio.agent.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AgentLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final AgentLog log = new AgentLog(new PrintStream(out, true, UTF_8), new MovableClock());

  @Test
  void line_carriesWhoSaysIt() {
    log.accept("started");

    assertThat(lines()).containsExactly("[customerio-agent] started");
  }

  @Test
  void flood_isCutAndCounted() {
    for (int i = 0; i < 40; i++) {
      log.accept("again");
    }
    assertThat(lines()).hasSize(30);

    now = now.plusSeconds(60);
    log.accept("later");

    assertThat(lines())
        .hasSize(32)
        .endsWith(
            "[customerio-agent] 10 more lines were withheld to keep this log readable",
            "[customerio-agent] later");
  }

  @Test
  void clockThatGoesBack_silencesNobody() {
    for (int i = 0; i < 40; i++) {
      log.accept("again");
    }
    now = now.minusSeconds(3_600);
    log.accept("after the jump");

    assertThat(lines()).endsWith("[customerio-agent] after the jump");
  }

  private String[] lines() {
    return out.toString(UTF_8).split(System.lineSeparator());
  }

  private final class MovableClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
