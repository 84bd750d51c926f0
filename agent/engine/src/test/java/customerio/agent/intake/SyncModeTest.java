package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.credentials.Standing;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The caller waits for the outcome of its own operation, which leaves from the queue. */
@Timeout(60)
class SyncModeTest {
  private static final String EVENT = "{\"name\":\"a\",\"id\":\"01JD5V00000000000000000001\"}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @Test
  void call_waitsInTheQueueUntilItIsDelivered() throws Exception {
    accepting();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));

    Operation operation = operation(0);
    assertThat(reply).isNotDone();
    assertThat(fixture.relayed).isEmpty();
    fixture.outcomes.delivered(List.of(operation));

    assertThat(reply.get().status()).isEqualTo(200);
    assertThat(new String(reply.get().body(), UTF_8)).isEqualTo("{}\n");
    assertThat(reply.get().headers().first("X-Customerio-Agent"))
        .isEqualTo("delivered; id=" + operation.id());
    assertThat(fixture.wakers.pending()).isEmpty();
    assertThat(fixture.listener.ends).containsExactly("accepted TRACK_IDENTIFY");
  }

  @Test
  void deliveredBeforeTheAppendReturns_isNotMissed() throws Exception {
    accepting();
    fixture.queue.whenAppended = () -> fixture.outcomes.delivered(List.of(operation(0)));

    assertThat(exchange(fixture.identify("5", "{}")).get().status()).isEqualTo(200);
    assertThat(fixture.wakers.pending()).isEmpty();
  }

  @Test
  void outcomeOfAnother_isNotItsOwn() {
    accepting();
    CompletableFuture<Reply> first = exchange(fixture.identify("5", "{}"));
    CompletableFuture<Reply> second = exchange(fixture.identify("6", "{}"));

    fixture.outcomes.delivered(List.of(operation(1)));

    assertThat(second).isDone();
    assertThat(first).isNotDone();
  }

  @Test
  void rejected_isCustomeriosErrorWithoutWhatWasSaid() throws Exception {
    accepting();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{\"secret\":1}"));

    fixture.outcomes.dead(operation(0), "rejected: identifiers.id:invalid");

    assertThat(reply.get().status()).isEqualTo(400);
    assertThat(new String(reply.get().body(), UTF_8))
        .isEqualTo("{\"meta\":{\"error\":\"identifiers.id:invalid\"}}\n");
    assertThat(reply.get().headers().first("X-Customerio-Agent"))
        .isEqualTo("rejected; id=" + operation(0).id());
  }

  @Test
  void noOutcomeInTime_accept_isAnsweredAsAcceptedAndStaysQueued() throws Exception {
    accepting();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));
    assertThat(fixture.wakers.pending()).containsExactly(Duration.ofSeconds(3));

    fixture.wakers.timePasses();

    assertThat(reply.get().headers().first("X-Customerio-Agent"))
        .isEqualTo("queued; id=" + operation(0).id());
    assertThat(fixture.queue.withdrawn).isEmpty();
    assertThat(fixture.intake.withdrawn()).isZero();
  }

  @Test
  void noOutcomeInTime_error_isATimeoutAndTheOperationIsWithdrawn() {
    failing();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));

    fixture.wakers.timePasses();

    assertThatThrownBy(reply::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no answer of Customer.io in time; the operation is withdrawn");
    assertThat(fixture.queue.withdrawn).isEqualTo(fixture.queue.tickets);
    assertThat(fixture.intake.withdrawn()).isEqualTo(1);
  }

  @Test
  void noOutcomeInTime_onTheWire_mayStillArriveAsNatively() {
    failing();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));
    fixture.queue.begun.addAll(fixture.queue.tickets);

    fixture.wakers.timePasses();

    assertThatThrownBy(reply::get)
        .cause()
        .hasMessage("no answer of Customer.io in time; the operation may still arrive");
    assertThat(fixture.intake.withdrawn()).isZero();
  }

  @Test
  void shorterTimeoutOfTheClient_wins() {
    accepting();

    ((Takeover.Relayed) fixture.identify("5", "{}")).exchangeAsync(Duration.ofMillis(800));
    ((Takeover.Relayed) fixture.identify("6", "{}")).exchangeAsync(Duration.ofSeconds(30));

    assertThat(fixture.wakers.pending())
        .containsExactly(Duration.ofMillis(800), Duration.ofSeconds(3));
  }

  @Test
  void outage_accept_isAnsweredAtOnce() throws Exception {
    accepting();
    CompletableFuture<Reply> before = exchange(fixture.identify("5", "{}"));
    assertThat(before).isNotDone();

    outage(true);
    assertThat(before.get().status()).isEqualTo(200);
    assertThat(exchange(fixture.identify("6", "{}")).get().status()).isEqualTo(200);

    outage(false);
    assertThat(exchange(fixture.identify("7", "{}"))).isNotDone();
    assertThat(fixture.queued()).hasSize(3);
  }

  @Test
  void outageElsewhere_isNoReason() {
    accepting();
    fixture.outcomes.down(Api.PIPELINES, Region.US, fixture.credentials.learn(BASIC), true);

    assertThat(exchange(fixture.identify("5", "{}"))).isNotDone();
  }

  @Test
  void outage_error_waitsOn_asSomebodyHasToTryWhetherItIsOver() {
    failing();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));

    outage(true);

    assertThat(reply).isNotDone();
    assertThat(exchange(fixture.identify("6", "{}"))).isNotDone();
  }

  @Test
  void credentialRefusedMeanwhile_accept_isAnsweredAsInAsync() throws Exception {
    accepting();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));

    fixture.outcomes.refused(Api.TRACK, Region.US, fixture.credentials.learn(BASIC));

    assertThat(reply.get().status()).isEqualTo(200);
  }

  @Test
  void credentialRefusedMeanwhile_error_is401AndWithdrawn() throws Exception {
    failing();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));

    fixture.outcomes.refused(Api.TRACK, Region.US, fixture.credentials.learn(BASIC));

    assertThat(reply.get().status()).isEqualTo(401);
    assertThat(fixture.queue.withdrawn).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"accept,200,0", "error,401,1"})
  void credentialRefusedBeforeTheAppendReturns_isNotMissed(
      String onOutage, int status, int withdrawn) {
    fixture = new IntakeFixture(directory, "mode=sync,sync.on-outage=" + onOutage).proven();
    fixture.queue.whenAppended =
        () -> fixture.outcomes.refused(Api.TRACK, Region.US, fixture.credentials.learn(BASIC));

    assertThat(exchange(fixture.identify("5", "{}")))
        .isCompletedWithValueMatching(reply -> reply.status() == status);
    assertThat(fixture.queue.withdrawn).hasSize(withdrawn);
  }

  @Test
  void cancelled_accept_staysQueued() {
    accepting();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));

    assertThat(reply.cancel(true)).isTrue();

    assertThat(fixture.wakers.pending()).isEmpty();
    assertThat(fixture.queue.withdrawn).isEmpty();
  }

  @Test
  void cancelled_error_isWithdrawn() {
    failing();
    CompletableFuture<Reply> reply = exchange(fixture.identify("5", "{}"));

    reply.cancel(true);

    assertThat(fixture.wakers.pending()).isEmpty();
    assertThat(fixture.queue.withdrawn).isEqualTo(fixture.queue.tickets);
  }

  @Test
  void interrupted_comesBackAtOnceAndStaysInterrupted() {
    failing();
    Takeover.Relayed call = (Takeover.Relayed) fixture.identify("5", "{}");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> call.exchange(null)).isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(fixture.queue.withdrawn).hasSize(1);
  }

  @Test
  void blockingCaller_getsTheReplyOrTheFailure() throws Exception {
    failing();
    fixture.queue.whenAppended =
        () -> fixture.outcomes.delivered(List.of(operation(fixture.queue.payloads.size() - 1)));
    assertThat(((Takeover.Relayed) fixture.identify("5", "{}")).exchange(null).status())
        .isEqualTo(200);

    fixture.queue.whenAppended = () -> {};
    Takeover.Relayed call = (Takeover.Relayed) fixture.identify("6", "{}");
    fixture.wakers.expireAtOnce = true;
    assertThatThrownBy(() -> call.exchange(null)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void fullQueue_isRelayed() throws Exception {
    accepting();
    fixture.queue.failure = new QueueFullException("full");

    assertThat(exchange(fixture.identify("5", "{}")).get()).isEqualTo(fixture.answer);

    assertThat(fixture.relayedTargets).containsExactly("/api/v1/customers/5");
    assertThat(fixture.listener.ends).containsExactly("relayed 200");
  }

  @Test
  void fullQueue_namesOfAPersonAreLearnedFromWhatArrivesPastIt() {
    accepting();
    fixture.queue.failure = new QueueFullException("full");

    exchange(fixture.identify("5", "{\"email\":\"a@example.com\"}"));

    assertThat(fixture.queue.passed)
        .singleElement()
        .matches(routing -> routing.otherPerson() != 0, "has both names");
  }

  @Test
  void failingDisk_isRelayed() throws Exception {
    accepting();
    fixture.queue.failure = new IOException("disk");

    assertThat(exchange(fixture.identify("5", "{}")).get()).isEqualTo(fixture.answer);
  }

  @Test
  void faultBeforeTheAppend_letsTheOriginalRun() {
    accepting();
    fixture.queue.error = new StackOverflowError();

    assertThatThrownBy(() -> exchange(fixture.identify("5", "{}")).get())
        .cause()
        .isInstanceOf(NothingSentException.class);
    assertThat(fixture.listener.ends).containsExactly("passed FAULT");
  }

  @Test
  void faultAfterTheAppend_isAcceptedAndNeverSentTwice() throws Exception {
    accepting();
    fixture.wakers.fault = new IllegalStateException("no timer");

    assertThat(exchange(fixture.identify("5", "{}")).get().status()).isEqualTo(200);
    assertThat(fixture.queued()).hasSize(1);
    fixture.outcomes.delivered(List.of(operation(0)));
    assertThat(fixture.wakers.woken).as("nobody stays in the heap who does not wait").isZero();
  }

  @Test
  void repetition_isAnsweredAtOnce() throws Exception {
    accepting();
    exchange(fixture.event("5", EVENT));

    Reply repeated = exchange(fixture.event("5", EVENT)).get();

    assertThat(repeated.headers().first("X-Customerio-Agent"))
        .isEqualTo("queued; id=" + operation(0).id());
    assertThat(fixture.queued()).hasSize(1);
  }

  /** The first may be withdrawn, and the second would be lost with it. */
  @Test
  void repetitionOfWhatMayBeWithdrawn_isNone() {
    failing();
    exchange(fixture.event("5", EVENT));

    assertThat(exchange(fixture.event("5", EVENT))).isNotDone();
    fixture.wakers.timePasses();
    exchange(fixture.event("5", EVENT));

    assertThat(fixture.queued()).hasSize(3);
  }

  @Test
  void onlyTheOperationsThatAreMeant_wait() {
    fixture = new IntakeFixture(directory, "mode.track.identify=sync").proven();

    assertThat(fixture.identify("5", "{}")).isInstanceOf(Takeover.Relayed.class);
    commit(fixture.event("5", "{\"name\":\"a\"}"));
  }

  @Test
  void firstCallOfACredential_accept_isQueuedWhenNobodyCanSay() throws Exception {
    fixture = new IntakeFixture(directory, "mode=sync");
    fixture.answer = new Reply(503, Headers.NONE, new byte[0]);

    assertThat(exchange(fixture.identify("5", "{}")).get().status()).isEqualTo(200);
    assertThat(fixture.queued()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"200,PROVEN", "401,REFUSED", "503,ASSUMED"})
  void firstCallOfACredential_error_seesWhatItWouldSee(int status, Standing afterwards)
      throws Exception {
    fixture = new IntakeFixture(directory, "mode=sync,sync.on-outage=error");
    fixture.answer = new Reply(status, Headers.NONE, new byte[0]);

    assertThat(exchange(fixture.identify("5", "{}")).get()).isEqualTo(fixture.answer);

    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.credentials.standing(fixture.credentials.learn(BASIC)))
        .isEqualTo(afterwards);
    assertThat(fixture.queue.passed).as("arrived").hasSize(status == 200 ? 1 : 0);
  }

  private void accepting() {
    fixture = new IntakeFixture(directory, "mode=sync").proven();
  }

  private void failing() {
    fixture = new IntakeFixture(directory, "mode=sync,sync.on-outage=error").proven();
  }

  private void outage(boolean is) {
    fixture.outcomes.down(Api.TRACK, Region.US, fixture.credentials.learn(BASIC), is);
  }

  private Operation operation(int index) {
    return fixture.queued().get(index);
  }

  private static CompletableFuture<Reply> exchange(Takeover call) {
    assertThat(call).isInstanceOf(Takeover.Relayed.class);
    return ((Takeover.Relayed) call).exchangeAsync(null);
  }
}
