package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.credentials.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A write key that was found wrong by asking, while Pipelines answers 200 to its calls. */
class PipelinesRetrialTest {
  private static final String FIRST = "{\"userId\":\"5\",\"traits\":{\"n\":1}}";
  private static final String SECOND = "{\"userId\":\"5\",\"traits\":{\"n\":2}}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void proven() {
    fixture = new IntakeFixture(directory, null).proven();
  }

  @Test
  void nothingWaits_theCallGetsItsTwoHundredAndTheKeyStaysRefused() throws IOException {
    refused();

    assertThat(exchange()).isEqualTo(fixture.answer);

    assertThat(fixture.relayedTargets).containsExactly("/v1/identify");
    assertThat(fixture.queued()).isEmpty();
    assertThat(standing()).isEqualTo(Standing.REFUSED);
  }

  @Test
  void goodAgain_theCallWaitsBehindTheBacklog() throws IOException {
    commit(identify(FIRST));
    refused();
    fixture.answer = new Reply(400, Headers.NONE, new byte[0]);

    assertThat(exchange().status()).isEqualTo(200);

    assertThat(fixture.relayedTargets).containsExactly("/v1/alias");
    assertThat(fixture.relayed.get(0).headers().first("X-Strict-Mode")).isEqualTo("1");
    assertThat(bodies()).containsExactly(FIRST, SECOND);
    assertThat(standing()).isEqualTo(Standing.PROVEN);
  }

  /** As without us, where the call gets its 200: the answer to the question is not its answer. */
  @ParameterizedTest
  @CsvSource({"401,REFUSED", "403,UNDECIDED", "404,UNDECIDED", "503,UNDECIDED"})
  void notGood_theOriginalCallRuns(int status, String reason) {
    commit(identify(FIRST));
    refused();
    fixture.answer = new Reply(status, Headers.NONE, new byte[0]);

    assertThatThrownBy(this::exchange).isInstanceOf(NothingSentException.class);

    assertThat(fixture.listener.ends).endsWith("passed CREDENTIAL_" + reason);
    assertThat(bodies()).containsExactly(FIRST);
    assertThat(standing()).isEqualTo(Standing.REFUSED);
  }

  private void refused() {
    fixture.credentials.refusedWhenAsked(fixture.credentials.learn(BASIC));
  }

  private Takeover identify(String body) {
    return fixture.take(
        new CapturedRequest(
            "POST",
            "https",
            "cdp.customer.io",
            443,
            "/v1/identify",
            null,
            Headers.of("Authorization", BASIC, "Content-Type", "application/json"),
            body.getBytes(UTF_8)));
  }

  private Reply exchange() throws IOException {
    Takeover call = identify(SECOND);
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
