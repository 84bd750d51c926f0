package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.credentials.Standing;
import customerio.agent.queue.QueueFullException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first call of a credential shows in the application whether key and region are right. */
class ProbationTest {
  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void unknown() {
    fixture = new IntakeFixture(directory, null);
  }

  @Test
  void accepted_theNextCallIsQueued() throws IOException {
    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);

    assertThat(standing()).isEqualTo(Standing.PROVEN);
    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.identify("6", "{}")).isInstanceOf(Takeover.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refused_isNeverAnsweredByUs(int status) throws IOException {
    fixture.answer = new Reply(status, Headers.NONE, new byte[0]);

    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);
    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);

    assertThat(standing()).isEqualTo(Standing.REFUSED);
    assertThat(fixture.relayed).hasSize(2);
    assertThat(fixture.queued()).isEmpty();
  }

  @Test
  void refused_thenAcceptedAgain_isQueuedAgain() throws IOException {
    fixture.credentials.refused(fixture.credentials.learn(BASIC));

    exchange(fixture.identify("5", "{}"));

    assertThat(fixture.queue.passed).hasSize(1);
    assertThat(fixture.identify("5", "{}")).isInstanceOf(Takeover.Accepted.class);
  }

  @Test
  void badRequest_isTheApplicationsAndProvesNothing() throws IOException {
    fixture.answer = new Reply(400, Headers.NONE, new byte[0]);

    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);
    assertThat(standing()).isEqualTo(Standing.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void noVerdict_goesIntoTheQueue(int status) throws IOException {
    fixture.answer = new Reply(status, Headers.NONE, new byte[0]);

    Reply reply = exchange(fixture.event("5", "{\"name\":\"a\"}"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(fixture.queued()).hasSize(1);
    assertThat(standing()).isEqualTo(Standing.ASSUMED);
    assertThat(fixture.event("5", "{\"name\":\"b\"}")).isInstanceOf(Takeover.Accepted.class);
  }

  @Test
  void unreachable_goesIntoTheQueue() throws IOException {
    fixture.unreachable = new NothingSentException("refused", null);

    assertThat(exchange(fixture.identify("5", "{}")).status()).isEqualTo(200);
    assertThat(fixture.queued()).hasSize(1);
  }

  @Test
  void unknownOutcome_isRepeatedUnderTheSameEventId() throws IOException {
    fixture.unreachable = new SocketTimeoutException("timeout");

    exchange(fixture.event("5", "{\"name\":\"a\"}"));

    assertThat(new String(fixture.relayed.get(0).body(), UTF_8))
        .contains("\"id\":\"" + fixture.queued().get(0).id() + '"');
  }

  @Test
  void unreachableAndQueueFull_showsTheFailure() {
    fixture.unreachable = new SocketTimeoutException("timeout");
    fixture.queue.failure = new QueueFullException("full");

    assertThatThrownBy(() -> exchange(fixture.identify("5", "{}"))).isSameAs(fixture.unreachable);
  }

  @Test
  void async_endsAsSync() {
    fixture.unreachable = new NothingSentException("refused", null);

    CompletableFuture<Reply> reply =
        ((Takeover.Relayed) fixture.identify("5", "{}")).exchangeAsync(null);

    assertThat(reply).isCompletedWithValueMatching(answer -> answer.status() == 200);
    assertThat(fixture.queued()).hasSize(1);
  }

  @Test
  void noVerdictAndQueueFull_isOneRelayedCall() throws IOException {
    fixture.answer = new Reply(503, Headers.NONE, new byte[0]);
    fixture.queue.failure = new QueueFullException("full");

    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);

    assertThat(fixture.listener.ends).containsExactly("relayed 503");
  }

  @Test
  void nothingSentAndQueueFull_isOnePassedCall() {
    fixture.unreachable = new NothingSentException("refused", null);
    fixture.queue.failure = new QueueFullException("full");

    assertThatThrownBy(() -> exchange(fixture.identify("5", "{}"))).isSameAs(fixture.unreachable);

    assertThat(fixture.listener.ends).containsExactly("passed QUEUE_FULL");
  }

  @Test
  void interrupted_isOneRelayedCall() {
    fixture.unreachable = new InterruptedIOException("interrupted");
    fixture.whileRelaying = () -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> exchange(fixture.identify("5", "{}"))).isSameAs(fixture.unreachable);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.listener.ends).containsExactly("relayed 0");
  }

  @Test
  void faultOfTheListener_doesNotHideCustomeriosAnswer() throws IOException {
    fixture.listener.failureInReports = new OutOfMemoryError("heap");

    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);
  }

  @Test
  void faultOfTheRoute_isAnIoFailureToTheApplication() {
    fixture.whileRelaying =
        () -> {
          throw new IllegalStateException("route");
        };
    Takeover.Relayed call = (Takeover.Relayed) fixture.identify("5", "{}");

    assertThatThrownBy(() -> call.exchange(null)).isInstanceOf(IOException.class);
    assertThat(fixture.listener.ends).containsExactly("relayed 0");
  }

  @Test
  void faultOfTheRoute_async_isAnIoFailureToTheApplication() {
    fixture.whileRelaying =
        () -> {
          throw new IllegalStateException("route");
        };
    Takeover.Relayed call = (Takeover.Relayed) fixture.identify("5", "{}");

    assertThat(call.exchangeAsync(null))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(IOException.class);
    assertThat(fixture.listener.ends).containsExactly("relayed 0");
  }

  @Test
  void gzip_goesOutPlainWithItsStamps() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write("{\"userId\":\"5\"}".getBytes(UTF_8));
    }
    fixture.unreachable = new SocketTimeoutException("timeout");

    exchange(
        fixture.take(
            new CapturedRequest(
                "POST",
                "https",
                "cdp.customer.io",
                443,
                "/v1/page",
                null,
                Headers.of("Authorization", IntakeFixture.BASIC, "content-encoding", "gzip"),
                zipped.toByteArray())));

    CapturedRequest sent = fixture.relayed.get(0);
    assertThat(sent.headers().contains("Content-Encoding")).isFalse();
    assertThat(new String(sent.body(), UTF_8))
        .startsWith("{\"messageId\":\"")
        .endsWith("\",\"userId\":\"5\"}");
  }

  /** A refused credential is never answered by us, not even while Customer.io is unwell. */
  @Test
  void refused_thenNoVerdict_staysRefused() throws IOException {
    fixture.credentials.refused(fixture.credentials.learn(BASIC));
    fixture.answer = new Reply(503, Headers.NONE, new byte[0]);

    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);

    assertThat(standing()).isEqualTo(Standing.REFUSED);
    assertThat(fixture.queued()).isEmpty();
  }

  @Test
  void refusedMeanwhile_isNotAnsweredByUs() throws IOException {
    fixture.answer = new Reply(503, Headers.NONE, new byte[0]);
    fixture.whileRelaying = () -> fixture.credentials.refused(fixture.credentials.learn(BASIC));

    assertThat(exchange(fixture.identify("5", "{}"))).isEqualTo(fixture.answer);
    assertThat(fixture.queued()).isEmpty();
  }

  private static Reply exchange(Takeover call) throws IOException {
    assertThat(call).isInstanceOf(Takeover.Relayed.class);
    return ((Takeover.Relayed) call).exchange(null);
  }

  private Standing standing() {
    return fixture.credentials.standing(fixture.credentials.learn(BASIC));
  }
}
