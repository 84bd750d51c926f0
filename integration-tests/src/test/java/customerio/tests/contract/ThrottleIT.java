package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Answer;
import customerio.agent.customerio.AnswerReader;
import customerio.agent.customerio.Api;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.StatusFault;
import customerio.simulator.http.RequestLog;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code Retry-After}: how it is read, and that it is obeyed. What is told to wait stays waiting
 * here, beside other workspaces that go on; so no case of this class waits until all is delivered.
 *
 * <p>C04, B05: the Node library waits five minutes at most, because somebody waits for it. Nobody
 * waits for a queue, so the agent waits up to an hour; and it cannot be told to ignore the header.
 */
class ThrottleIT {
  @RegisterExtension static final Application application = Application.with();

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** Cases that have been told to wait, and still do. */
  private static int waiting;

  private final Workspace shop = application.workspace();

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "0                             | PT0S",
        "7                             | PT7S",
        "300                           | PT5M",
        "301                           | PT5M1S",
        "3600                          | PT1H",
        "3601                          | PT1H",
        "99999999999999999999          | PT1H",
        "Sat, 21 Nov 2026 12:00:30 GMT | PT30S",
        "Sat, 21 Nov 2026 12:06:00 GMT | PT6M",
        "Sun, 22 Nov 2026 12:00:00 GMT | PT1H",
        "Sat, 21 Nov 2026 11:59:59 GMT | PT0S",
        "soon                          | none",
        "-5                            | none",
        "1.5                           | none",
        "''                            | none",
        "none                          | none",
      })
  void C04_retryAfter_isSecondsOrADate_atMostAnHour(String header, Duration pause) {
    assertThat(read(429, header)).isEqualTo(new Answer.Throttled(pause));
    assertThat(read(503, header)).isEqualTo(new Answer.TryLater(pause, "status-503"));
  }

  private static Answer read(int status, String retryAfter) {
    return AnswerReader.read(
        Api.TRACK,
        1,
        status,
        name -> name.equals("Retry-After") ? retryAfter : null,
        new byte[0],
        NOW);
  }

  @ParameterizedTest
  @CsvSource({"429, 3600", "503, 3600", "429, 'Sat, 21 Nov 2093 12:00:00 GMT'", "429, 99999999999"})
  void C04_F18_retryAfter_isObeyed_andOthersGoOn(int status, String retryAfter) throws Exception {
    Workspace other = application.workspace().proven();
    shop.proven();
    answered(status, retryAfter);

    shop.event("p", Said.event(1));
    shop.awaitRequests(1, ThrottleIT::isTheEvent);
    application.awaitDestinations(++waiting, "Customer.io's rate limit");
    other.event("p", Said.event(1));
    other.awaitRequests(1, entry -> isTheEvent(entry) && entry.answered().equals("200"));

    assertThat(shop.requests(ThrottleIT::isTheEvent))
        .extracting(RequestLog.Entry::answered)
        .containsExactly(Integer.toString(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "Sat, 21 Nov 2020 12:00:00 GMT", "soon", "-5"})
  void C04_retryAfterThatIsOverOrNonsense_doesNotHold(String retryAfter) throws Exception {
    shop.proven();
    answered(429, retryAfter);

    shop.event("p", Said.event(1));

    shop.awaitRequests(1, entry -> isTheEvent(entry) && entry.answered().equals("200"));
  }

  /** Half an hour, as a date: the Node library would cut it to five minutes. */
  @Test
  void B05_dateOfMoreThanFiveMinutes_isObeyed() throws Exception {
    assertThat(read(429, "Sat, 21 Nov 2026 12:30:00 GMT"))
        .isEqualTo(new Answer.Throttled(Duration.ofMinutes(30)));
    C04_F18_retryAfter_isObeyed_andOthersGoOn(503, "Sat, 21 Nov 2093 12:00:00 GMT");
  }

  @Test
  void B06_429WithoutRetryAfter_isTriedAgainAfterOurOwnPause() throws Exception {
    shop.proven();
    answered(429, null);

    shop.event("p", Said.event(1));

    shop.awaitRequests(1, entry -> isTheEvent(entry) && entry.answered().equals("200"));
    assertThat(shop.requests(ThrottleIT::isTheEvent))
        .extracting(RequestLog.Entry::answered)
        .containsExactly("429", "200");
  }

  private void answered(int status, String retryAfter) {
    shop.awaitRequests(2, entry -> entry.answered().equals("200")); // both keys are proven
    application
        .simulator()
        .faults()
        .add(
            FaultRule.named("busy")
                .path("/events")
                .times(1)
                .status(new StatusFault(status, retryAfter, null)));
  }

  private static boolean isTheEvent(RequestLog.Entry entry) {
    return entry.request().path().endsWith("/events");
  }
}
