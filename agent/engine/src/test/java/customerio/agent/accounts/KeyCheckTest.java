package customerio.agent.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.accounts.RegionPolicy.Choice;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.credentials.Standing;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A write key that Pipelines would answer 200 to whether it is good or not. */
class KeyCheckTest {
  @TempDir Path directory;

  @Test
  void question_hasNoEffectAndIsAskedOnce() {
    AccountsFixture fixture = used(400);
    fixture.answered(Api.PIPELINES, Region.US, 200);

    assertThat(fixture.route.asked).hasSize(1);
    CapturedRequest question = fixture.route.asked.get(0);
    assertThat(question.method() + ' ' + question.target()).isEqualTo("POST /v1/alias");
    assertThat(new String(question.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
    assertThat(question.headers())
        .isEqualTo(
            Headers.of(
                "Authorization", "Basic c2l0ZTprZXk=",
                "User-Agent", "customerio-agent",
                "Content-Type", "application/json",
                "X-Strict-Mode", "1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void anyAnswerButA401_isGood(int status) {
    AccountsFixture fixture = used(status);

    assertThat(standing(fixture)).isEqualTo(Standing.PROVEN);
    assertThat(fixture.concerns()).isEmpty();
    assertThat(fixture.log).isEmpty();
    assertThat(fixture.pauses).isEmpty();
  }

  @Test
  void refusedKey_isOneLineAConcernAndRefusedWhateverCallsAreAnswered() {
    AccountsFixture fixture = used(401);
    fixture.answered(Api.PIPELINES, Region.US, 200);
    fixture.vault.accepted(fixture.credential);

    assertThat(standing(fixture)).isEqualTo(Standing.REFUSED);
    assertThat(fixture.vault.mayBeProbed(fixture.credential)).isFalse();
    assertThat(fixture.concerns()).containsExactly("credential-refused pipelines-us");
    assertThat(fixture.log)
        .containsExactly(
            "pipelines-us does not know the application's write key: Customer.io answers 200 to it"
                + " and drops what is sent; operations wait on disk from now on and calls go"
                + " through unanswered; correct the write key or the region (asked with"
                + " X-Strict-Mode on an empty alias; pipelines.key-check=false does not ask)");
  }

  @Test
  void refusedKey_isAskedAboutForEverAtGrowingIntervals() {
    AccountsFixture fixture = used(401);
    for (int i = 0; i < 20; i++) {
      fixture.later();
    }

    assertThat(fixture.route.asked).hasSize(21);
    assertThat(fixture.pauses)
        .extracting(pause -> pause.toMinutes())
        .startsWith(1L, 2L, 4L, 8L, 16L, 32L, 60L)
        .endsWith(60L, 60L);
    assertThat(fixture.log).hasSize(1);
  }

  @Test
  void refusedKey_isNotGivenUpWhereNobodyAnswers() {
    AccountsFixture fixture = used(401);
    fixture.route.answers(404, "");
    for (int i = 0; i < 20; i++) {
      fixture.later();
    }

    assertThat(fixture.route.asked).hasSize(21);
    assertThat(standing(fixture)).isEqualTo(Standing.REFUSED);
  }

  @Test
  void keyThatIsGoodAgain_isSaidAndWakesWhatWaits() {
    AccountsFixture fixture = used(401);
    List<Long> learned = new ArrayList<>();
    fixture.vault.onLearned(learned::add);
    fixture.route.answers(400, "");
    fixture.later();

    assertThat(standing(fixture)).isEqualTo(Standing.PROVEN);
    assertThat(learned).containsExactly(fixture.credential);
    assertThat(fixture.concerns()).isEmpty();
    assertThat(fixture.log.get(1))
        .isEqualTo("pipelines-us accepts the write key again; what waited is delivered");
  }

  /** P3: what waits must not be lost behind a 200 because the process was restarted. */
  @Test
  void refusedKey_isRefusedInTheNextRunAndAskedAboutThere() {
    used(401);
    AccountsFixture next = new AccountsFixture(directory, Choice.AS_CALLED);
    assertThat(standing(next)).isEqualTo(Standing.REFUSED);
    assertThat(next.concerns()).containsExactly("credential-refused pipelines-us");
    next.route.answers(400, "");
    next.later();

    assertThat(standing(next)).isEqualTo(Standing.PROVEN);
    AccountsFixture third = new AccountsFixture(directory, Choice.AS_CALLED);
    assertThat(standing(third)).isEqualTo(Standing.PROVEN);
    assertThat(third.pauses).isEmpty();
  }

  /** The US host knows no keys of the EU, and drops what they bring behind a 200. */
  @Test
  void auto_keyThatIsGoodInTheEu_isUsedThere() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.route.answers(401, "");
    fixture.route.answerInTheEu = new Reply(400, Headers.NONE, new byte[0]);
    fixture.answered(Api.PIPELINES, Region.US, 200);

    assertThat(fixture.effective(Api.PIPELINES, Region.US)).isEqualTo(Region.EU);
    assertThat(standing(fixture)).isEqualTo(Standing.PROVEN);
    assertThat(fixture.concerns()).isEmpty();
    assertThat(fixture.log)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("pipelines-us: Customer.io says that this account lives in the EU");
  }

  @Test
  void auto_keyThatIsGoodNowhere_isRefusedWhereItIsUsed() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.route.answers(401, "");
    fixture.answered(Api.PIPELINES, Region.US, 200);

    assertThat(fixture.route.asked).hasSize(2);
    assertThat(standing(fixture)).isEqualTo(Standing.REFUSED);
    assertThat(fixture.concerns()).containsExactly("credential-refused pipelines-us");
    assertThat(fixture.log).hasSize(1);
  }

  /** A gateway may forbid what it does not know, a mock may not have it: no verdict on the key. */
  @ParameterizedTest
  @ValueSource(ints = {403, 404, 429, 500})
  void otherAnswers_judgeNothingAndAreAskedForAgain(int status) {
    AccountsFixture fixture = used(status);

    assertThat(standing(fixture)).isEqualTo(Standing.PROVEN);
    assertThat(fixture.log).isEmpty();
    assertThat(fixture.pauses).hasSize(1);
  }

  @Test
  void switchedOff_asksNothing() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AS_CALLED, false);
    fixture.answered(Api.PIPELINES, Region.US, 200);

    assertThat(fixture.route.asked).isEmpty();
  }

  @Test
  void refusedTrackCredential_isAConcernUntilItIsAccepted() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AS_CALLED);
    fixture.answered(Api.TRACK, Region.US, 401);
    assertThat(fixture.concerns()).containsExactly("credential-refused track-us");

    fixture.answered(Api.TRACK, Region.US, 200);
    assertThat(fixture.concerns()).isEmpty();
  }

  @Test
  void keyOfTheAppApi_isTheApplicationsOwnAffair() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AS_CALLED);
    fixture.answered(Api.APP, Region.US, 403);

    assertThat(fixture.concerns()).isEmpty();
  }

  /** Its first call was answered 200, as the first call of any key is; then it was asked about. */
  private AccountsFixture used(int status) {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AS_CALLED);
    fixture.route.answers(status, "");
    fixture.vault.accepted(fixture.credential);
    fixture.answered(Api.PIPELINES, Region.US, 200);
    return fixture;
  }

  private static Standing standing(AccountsFixture fixture) {
    return fixture.vault.standing(fixture.credential);
  }
}
