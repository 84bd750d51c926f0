package customerio.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that get a timeout, or were made to give up, say the same again by themselves. */
@Timeout(60)
class SaidAgainTest {
  private static final String EVENT = "{\"name\":\"bought\",\"data\":{}}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory, "mode=sync,sync.on-outage=error").proven();
  }

  @Test
  void eventThatMayStillArrive_isNotQueuedAgain() throws Exception {
    timesOutOnTheWire(EVENT);

    Reply again = exchange(fixture.event("5", EVENT)).get();

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.headers().first("X-Customerio-Agent")).isEqualTo("queued; id=" + id(0));
    assertThat(fixture.queued()).hasSize(1);
  }

  @Test
  void oneRepetitionFindsIt_theNextIsSomethingNew() {
    timesOutOnTheWire(EVENT);

    exchange(fixture.event("5", EVENT));
    exchange(fixture.event("5", EVENT));

    assertThat(fixture.queued()).hasSize(2);
  }

  @Test
  void withdrawnEvent_isQueuedAgain() {
    exchange(fixture.event("5", EVENT));
    fixture.wakers.timePasses();

    exchange(fixture.event("5", EVENT));

    assertThat(fixture.queued()).hasSize(2);
    assertThat(fixture.intake.withdrawn()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"bought\",\"data\":{\"a\":1}}", "{\"name\":\"sold\"}"})
  void otherEvent_isQueued(String other) {
    timesOutOnTheWire(EVENT);

    exchange(fixture.event("5", other));

    assertThat(fixture.queued()).hasSize(2);
  }

  @Test
  void sameEventOfAnother_isQueued() {
    timesOutOnTheWire(EVENT);

    exchange(fixture.event("6", EVENT));

    assertThat(fixture.queued()).hasSize(2);
  }

  /** The event would be about another person now. */
  @Test
  void afterAChangeOfPeople_itIsQueued() {
    timesOutOnTheWire(EVENT);
    exchange(fixture.identify("5", "{\"a\":1}"));

    exchange(fixture.event("5", EVENT));

    assertThat(fixture.queued()).hasSize(3);
  }

  /** Said again it has the same end, and may have to come after what was said meanwhile. */
  @Test
  void identify_isQueuedAgain() {
    exchange(fixture.identify("5", "{\"a\":1}"));
    fixture.queue.begun.addAll(fixture.queue.tickets);
    fixture.wakers.timePasses();

    exchange(fixture.identify("5", "{\"a\":1}"));

    assertThat(fixture.queued()).hasSize(2);
  }

  /** A client whose own limit ends the call, OkHttp's callTimeout for example. */
  @ParameterizedTest
  @ValueSource(strings = {"accept", "error"})
  void givenUpEvent_isNotQueuedAgain(String onOutage) {
    fixture = new IntakeFixture(directory, "mode=sync,sync.on-outage=" + onOutage).proven();
    CompletableFuture<Reply> reply = exchange(fixture.event("5", EVENT));
    fixture.queue.begun.addAll(fixture.queue.tickets);
    reply.cancel(true);

    CompletableFuture<Reply> again = exchange(fixture.event("5", EVENT));

    assertThat(again).isCompleted();
    assertThat(fixture.queued()).hasSize(1);
  }

  private void timesOutOnTheWire(String event) {
    CompletableFuture<Reply> reply = exchange(fixture.event("5", event));
    fixture.queue.begun.addAll(fixture.queue.tickets);
    fixture.wakers.timePasses();
    assertThat(reply).isCompletedExceptionally();
  }

  private String id(int index) {
    return fixture.queued().get(index).id();
  }

  private static CompletableFuture<Reply> exchange(Takeover call) {
    return ((Takeover.Relayed) call).exchangeAsync(null);
  }
}
