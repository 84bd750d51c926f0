package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.testing.RefusingPort;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostsExaminationTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private StandIn standIn;

  @BeforeEach
  void start() throws Exception {
    standIn = new StandIn();
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void eachHost_hasItsSteps_andIsAskedForNothing() {
    standIn.status = 401;

    List<Finding> findings = look(CLOCK, standIn.settings());

    assertThat(findings)
        .extracting(Finding::subject)
        .containsExactly(
            "track-us", "track-eu", "pipelines-us", "pipelines-eu", "app-us", "app-eu", "clock");
    assertThat(findings.get(0).what())
        .matches("127\\.0\\.0\\.1: DNS \\d+ ms, TCP \\d+ ms, answers 401 in \\d+ ms");
    assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.OK);
    assertThat(standIn.asked).hasSize(12).containsOnly("GET /");
  }

  @Test
  void region_saysWhichHostsMatter() {
    List<String> settings = new java.util.ArrayList<>(List.of(standIn.settings()));
    settings.add("region=eu");

    assertThat(look(CLOCK, settings.toArray(String[]::new)))
        .extracting(Finding::subject)
        .containsExactly("track-eu", "pipelines-eu", "app-eu", "clock");
  }

  @Test
  void brokenServer_isSaid() {
    standIn.status = 503;

    assertThat(look(CLOCK, standIn.settings()).get(0))
        .matches(found -> found.verdict() == Verdict.WARN && found.what().contains("answers 503"));
  }

  @Test
  void oneThatDoesNotAnswer_mayNotMatter_allOfThemDo() throws Exception {
    try (RefusingPort port = new RefusingPort()) {
      String nobody = "http://127.0.0.1:" + port.number();
      String[] settings = standIn.settings();
      settings[0] = "endpoint.track-us=" + nobody;
      Finding silent = look(CLOCK, settings).get(0);
      assertThat(silent.verdict()).isEqualTo(Verdict.WARN);
      assertThat(silent.what()).matches("127\\.0\\.0\\.1: DNS \\d+ ms, then .* refused.*");

      for (int i = 0; i < settings.length; i++) {
        settings[i] = settings[i].split("=")[0] + "=" + nobody;
      }
      assertThat(look(CLOCK, settings))
          .contains(
              Finding.fail(
                  "hosts",
                  "none of them answers: whatever is accepted waits on disk",
                  "let this machine reach those that the application calls"),
              Finding.warn("clock", "nobody was there to compare with", "look at it by hand"));
    }
  }

  @Test
  void clockThatIsWrong_isSaid() {
    Clock ahead = Clock.offset(CLOCK, Duration.ofMinutes(10));

    Finding clock = look(ahead, standIn.settings()).get(6);

    assertThat(clock.verdict()).isEqualTo(Verdict.WARN);
    assertThat(clock.what())
        .matches(
            "this machine is (59\\d|60\\d) s ahead: events that waited get wrong times, and"
                + " webhooks may look stale");
  }

  @Test
  void skew_isWhatTheServerSaysAgainstTheMiddleOfTheExchange() {
    Instant here = Instant.parse("2026-08-01T10:00:05Z");

    assertThat(Skew.of("Sat, 1 Aug 2026 10:00:00 GMT", here)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Skew.of("Sat, 01 Aug 2026 10:01:05 GMT", here)).isEqualTo(Duration.ofSeconds(-60));
    assertThat(Skew.of(null, here)).isNull();
    assertThat(Skew.of("yesterday", here)).isNull();
  }

  private static List<Finding> look(Clock clock, String... settings) {
    return new HostsExamination(clock).look(Patients.with(settings));
  }
}
