package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.http.RequestLog;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often, and with what, something is tried again.
 *
 * <p>C05: a library keeps its caller waiting, so it ends after three tries or 30 seconds. Nobody
 * waits for a queued operation: it is never given up for being tried often, only for its age.
 *
 * <p>C06: Customer.io's Node library marks its retries with {@code X-Retry-Count}. No document asks
 * for it, and without it a repeated request is the same to the last byte, which is what is
 * promised.
 */
class RetryIT {
  @RegisterExtension static final Application application = Application.with();

  private static final String RETRY_COUNT = "x-retry-count";
  private static final String REGION = "/api/v1/accounts/region";

  private final Workspace shop = application.workspace();

  /** Without the cap the last pause would be 5 ms · 2^40, which is 174 years. */
  @Test
  void C05_pausesAreCapped_andNoNumberOfTriesGivesAnOperationUp() throws Exception {
    shop.proven();
    unwell(41, 503);

    shop.event("p", Said.event(1));

    String event = "POST /api/v1/customers/p/events " + Said.event(1);
    assertThat(shop.tried())
        .isEqualTo(
            Stream.concat(
                    Stream.generate(() -> event + " → 503").limit(41), Stream.of(event + " → 200"))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 522, 524})
  void C05_statusesOfTheReferencePolicy_areTriedAgain(int status) throws Exception {
    shop.proven();
    unwell(2, status);

    shop.event("p", Said.event(1));

    assertThat(answers()).isEqualTo(status + " " + status + " 200");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 409, 410, 422, 501})
  void C05_othersAreNot_unlessTheyAreCustomeriosOwnFault(int status) throws Exception {
    shop.proven();
    unwell(1, status);

    shop.event("p", Said.event(1));

    assertThat(answers()).isEqualTo(status < 500 ? "" + status : status + " 200");
  }

  @Test
  void C06_tries_areNotCounted_inAHeader() throws Exception {
    shop.proven();
    unwell(3, 503);

    shop.event("p", Said.event(1));

    assertThat(answers()).isEqualTo("503 503 503 200");
    assertThat(shop.requests(RetryIT::isTheEvent))
        .extracting(entry -> entry.request().headers().containsKey(RETRY_COUNT))
        .containsOnly(false);
  }

  /** It is the application's own client that retries then. */
  @Test
  void C06_countOfTheApplication_isPassedOn_whereItGetsCustomeriosAnswer() throws Exception {
    shop.proven();

    shop.send(shop.ask(Family.TRACK, "GET", REGION).header("X-Retry-Count", "2"));

    assertThat(shop.awaitRequests(1, entry -> entry.request().target().equals(REGION)))
        .extracting(entry -> entry.request().header(RETRY_COUNT))
        .containsExactly("2");
  }

  @Test
  void C23_everyTry_isTheSameToTheLastByte_andBearsOneId() throws Exception {
    shop.proven();

    unwell(3, 502);
    shop.event("p", "{\"name\":\"e\",\"timestamp\":1700000000}");
    unwell(3, 502);
    shop.pipelines(
        "/v1/track", "{\"userId\":\"p\",\"event\":\"f\",\"timestamp\":\"2026-01-01T00:00:00Z\"}");
    shop.sent();

    for (String text : List.of("\"e\"", "\"f\"")) {
      List<RequestLog.Entry> tries = shop.requests(entry -> entry.bodyText().contains(text));
      assertThat(tries).hasSizeGreaterThan(2);
      assertThat(tries.stream().map(RequestLog.Entry::bodyText).distinct()).hasSize(1);
      assertThat(tries.stream().map(RetryIT::head).distinct()).hasSize(1);
    }
    assertThat(shop.arrivals())
        .allSatisfy(
            arrival ->
                assertThat(
                        arrival.operation().eventId() == null
                            ? arrival.operation().messageId()
                            : arrival.operation().eventId())
                    .isNotNull())
        .hasSize(2);
  }

  /** The port of the connection is not the request's. */
  private static String head(RequestLog.Entry entry) {
    return entry.request().method() + entry.request().target() + entry.request().headers();
  }

  @Test
  void C26_read_isTriedThreeTimes_thenTheApplicationSeesTheAnswer() throws Exception {
    shop.proven();
    application.awaitDrained();
    application.simulator().faults().add(FaultRule.named("unwell").status(503));

    Reply reply = shop.track("GET", REGION, null);

    assertThat(reply).isEqualTo(Reply.of(503, "{\"meta\":{\"error\":\"fault\"}}\n"));
    assertThat(shop.tried())
        .containsExactly(
            "GET " + REGION + " → 503", "GET " + REGION + " → 503", "GET " + REGION + " → 503");
  }

  @Test
  void C26_operationAndWhatIsSaidAfterIt_outliveADeadServer() throws Exception {
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.identify("p", Said.identify("plan", "a"));
          shop.event("p", Said.event(1));
          shop.awaitRequests(10, entry -> entry.answered().equals("503"));
        });

    assertThat(shop.ledger()).containsExactly("identify id:p applied", "event id:p e1 applied");
  }

  private void unwell(int times, int status) throws Exception {
    application.awaitDrained();
    application.simulator().faults().add(FaultRule.named("unwell").times(times).status(status));
  }

  private String answers() throws Exception {
    application.awaitDrained();
    return shop.requests(RetryIT::isTheEvent).stream()
        .map(RequestLog.Entry::answered)
        .collect(Collectors.joining(" "));
  }

  private static boolean isTheEvent(RequestLog.Entry entry) {
    return entry.request().path().endsWith("/events");
  }
}
