package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.credentials.Standing;
import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P5 of a credential that was refused while operations of it wait. */
class RetrialTest {
  private static final String FIRST = "{\"plan\":\"first\"}";
  private static final String SECOND = "{\"plan\":\"second\"}";

  private static final String EVENT = "{\"name\":\"a\",\"id\":\"01JD5V00000000000000000001\"}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void refusedWithABacklog() {
    fixture = new IntakeFixture(directory, null).proven();
    commit(fixture.identify("5", FIRST));
    fixture.credentials.refused(fixture.credentials.learn(BASIC));
    fixture.listener.ends.clear();
  }

  @Test
  void refusedCredentialInModeSync_isAskedAboutAsInAsync() throws Exception {
    IntakeFixture waiting = new IntakeFixture(directory, "mode=sync").proven();
    waiting.credentials.refused(waiting.credentials.learn(BASIC));
    waiting.answer = new Reply(401, Headers.NONE, new byte[0]);

    assertThat(((Takeover.Relayed) waiting.identify("5", "{}")).exchange(null))
        .isEqualTo(waiting.answer);
    assertThat(waiting.queued()).isEmpty();
  }

  @Test
  void acceptedAgain_theCallWaitsBehindTheBacklog() throws IOException {
    Reply reply = exchange();

    assertThat(bodies()).containsExactly(FIRST, SECOND);
    assertThat(reply.headers().first("X-Customerio-Agent"))
        .isEqualTo("queued; id=" + fixture.queued().get(1).id());
    assertThat(standing()).isEqualTo(Standing.PROVEN);
    assertThat(fixture.listener.ends).containsExactly("accepted TRACK_IDENTIFY");
  }

  @Test
  void question_saysNothingButTheCredential() throws IOException {
    exchange();

    CapturedRequest asked = fixture.relayed.get(0);
    assertThat(fixture.relayedTargets).containsExactly("/api/v1/accounts/region");
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.headers())
        .isEqualTo(Headers.of("Authorization", BASIC, "User-Agent", "customerio-agent"));
    assertThat(asked.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 503})
  void notAccepted_isCustomeriosAnswerAndNothingIsQueued(int status) throws IOException {
    fixture.answer = new Reply(status, Headers.NONE, new byte[0]);

    assertThat(exchange()).isEqualTo(fixture.answer);

    assertThat(bodies()).containsExactly(FIRST);
    assertThat(standing()).isEqualTo(Standing.REFUSED);
    assertThat(fixture.listener.ends).containsExactly("relayed " + status);
  }

  @Test
  void placeWithoutSuchAQuestion_runsTheOriginalCall() {
    fixture.answer = new Reply(404, Headers.NONE, new byte[0]);

    assertThatThrownBy(this::exchange).isInstanceOf(NothingSentException.class);

    assertThat(fixture.listener.ends).containsExactly("passed CREDENTIAL_UNDECIDED");
  }

  @Test
  void acceptedAgainAndQueueFull_runsTheOriginalCall() {
    fixture.queue.failure = new QueueFullException("full");

    assertThatThrownBy(this::exchange).isInstanceOf(NothingSentException.class);

    assertThat(fixture.listener.ends).containsExactly("passed QUEUE_FULL");
  }

  @Test
  void unreachable_isTheApplicationsFailure() {
    fixture.unreachable = new SocketTimeoutException("timeout");

    assertThatThrownBy(this::exchange).isSameAs(fixture.unreachable);

    assertThat(bodies()).containsExactly(FIRST);
    assertThat(fixture.listener.ends).containsExactly("relayed 0");
  }

  /** Whatever kept ours from connecting may let the application's own call through. */
  @Test
  void notConnected_theCallDoesNotOvertakeWhatWaits() {
    fixture.unreachable = new NothingSentException("refused", null);

    assertThatThrownBy(this::exchange).isInstanceOf(CustomerioUnavailableException.class);

    assertThat(bodies()).containsExactly(FIRST);
    assertThat(standing()).isEqualTo(Standing.REFUSED);
    assertThat(fixture.listener.ends).containsExactly("relayed 0");
  }

  @Test
  void notConnectedAndNothingWaitsAnyMore_runsTheOriginalCallUnseen() {
    fixture.whileRelaying = fixture.queue.payloads::clear;
    fixture.unreachable = new NothingSentException("refused", null);

    assertThatThrownBy(this::exchange).isSameAs(fixture.unreachable);

    assertThat(fixture.listener.ends).containsExactly("passed NOTHING_SENT");
    fixture.credentials.accepted(fixture.credentials.learn(BASIC));
    commit(fixture.event("5", EVENT));
    commit(fixture.event("5", EVENT));
    assertThat(bodies()).as("nobody knows when the original call arrives").hasSize(2);
  }

  private Reply exchange() throws IOException {
    Takeover call = fixture.identify("5", SECOND);
    assertThat(call).isInstanceOf(Takeover.Relayed.class);
    return ((Takeover.Relayed) call).exchange(null);
  }

  private List<String> bodies() {
    return fixture.queued().stream().map(said -> new String(said.body(), UTF_8)).toList();
  }

  private Standing standing() {
    return fixture.credentials.standing(fixture.credentials.learn(BASIC));
  }
}
