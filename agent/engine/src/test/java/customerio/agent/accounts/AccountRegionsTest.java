package customerio.agent.accounts;

import static customerio.agent.accounts.AccountsFixture.EU_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.accounts.RegionPolicy.Choice;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where accounts live, and what follows from it. */
class AccountRegionsTest {
  @TempDir Path directory;

  @Test
  void firstUse_asksOnceAndLaterCallsGoThere() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.route.answers(200, EU_ANSWER);
    assertThat(fixture.effective(Api.TRACK, Region.US)).isEqualTo(Region.US);

    fixture.answered(Api.TRACK, Region.US, 200);
    fixture.answered(Api.TRACK, Region.US, 200);

    assertThat(fixture.route.lines()).containsExactly("GET /api/v1/accounts/region");
    assertThat(fixture.effective(Api.TRACK, Region.US)).isEqualTo(Region.EU);
    assertThat(fixture.concerns()).isEmpty();
    assertThat(fixture.log)
        .containsExactly(
            "track-us: Customer.io says that this account lives in the EU, but the application"
                + " calls the US host; the agent sends its calls to the EU (region=auto); correct"
                + " the application's base URL for calls that the agent leaves alone");
  }

  @Test
  void whatWasLearned_isKnownInTheNextRun() {
    AccountsFixture first = new AccountsFixture(directory, Choice.AUTO);
    first.route.answers(200, EU_ANSWER);
    first.answered(Api.TRACK, Region.US, 200);

    AccountsFixture second = new AccountsFixture(directory, Choice.AUTO);
    assertThat(second.effective(Api.TRACK, Region.US)).isEqualTo(Region.EU);
    second.answered(Api.TRACK, Region.US, 200);

    assertThat(second.route.asked).isEmpty();
  }

  @Test
  void refusedCall_asksNothing() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.answered(Api.TRACK, Region.US, 401);
    fixture.answered(Api.TRACK, Region.US, 503);

    assertThat(fixture.route.asked).isEmpty();
  }

  @Test
  void appApi_hasNoQuestionAndLearnsFromARedirect() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.answered(Api.APP, Region.US, 200);
    assertThat(fixture.route.asked).isEmpty();

    fixture.accounts.redirected(Api.APP, Region.US, fixture.credential, Region.EU, true);

    assertThat(fixture.effective(Api.APP, Region.US)).isEqualTo(Region.EU);
  }

  /** P6: an account that is not there after all is found where the application calls it. */
  @ParameterizedTest
  @ValueSource(ints = {301, 401})
  void refusalWhereTheAccountShouldBe_forgetsForThisRunAndTheNext(int status) {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.accounts.redirected(Api.APP, Region.US, fixture.credential, Region.EU, true);

    fixture.answered(Api.APP, Region.US, status);

    assertThat(fixture.effective(Api.APP, Region.US)).isEqualTo(Region.US);
    assertThat(new AccountsFixture(directory, Choice.AUTO).effective(Api.APP, Region.US))
        .isEqualTo(Region.US);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 304, 400, 403, 404, 429, 500})
  void anyOtherAnswer_forgetsNothing(int status) {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.accounts.redirected(Api.APP, Region.US, fixture.credential, Region.EU, true);

    fixture.answered(Api.APP, Region.US, status);

    assertThat(fixture.effective(Api.APP, Region.US)).isEqualTo(Region.EU);
  }

  @Test
  void dataCentresThatDisagreeWithoutEnd_areLeftToTheirRedirects() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    for (int i = 0; i < 10; i++) {
      fixture.accounts.redirected(Api.APP, Region.US, fixture.credential, Region.EU, true);
      fixture.answered(Api.APP, Region.US, 301);
    }

    assertThat(fixture.effective(Api.APP, Region.US)).isEqualTo(Region.US);
    assertThat(fixture.log).hasSize(3);
  }

  /** A user who says EU means that nothing goes to the US, whatever the EU thinks of the key. */
  @Test
  void fixedRegion_staysWhateverIsAnswered() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.EU);
    fixture.answered(Api.TRACK, Region.US, 401);

    assertThat(fixture.effective(Api.TRACK, Region.US)).isEqualTo(Region.EU);
  }

  @ParameterizedTest
  @CsvSource({"AS_CALLED,as-called", "US,us"})
  void euAccountCalledInTheUs_isOneLineAndAConcern(Choice choice, String word) {
    AccountsFixture fixture = new AccountsFixture(directory, choice);
    fixture.route.answers(200, EU_ANSWER);
    fixture.answered(Api.TRACK, Region.US, 200);
    fixture.answered(Api.TRACK, Region.US, 200);

    assertThat(fixture.effective(Api.TRACK, Region.US)).isEqualTo(Region.US);
    assertThat(fixture.concerns()).containsExactly("region-mismatch track-us");
    assertThat(fixture.log)
        .containsExactly(
            "track-us: Customer.io says that this account lives in the EU, but the application"
                + " calls the US host; its data passes through US servers (region="
                + word
                + "); correct the application's base URL (the host with -eu), or set region=auto");
  }

  @Test
  void usAccountCalledInTheEu_staysThereAndSaysSo() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.US);
    fixture.answered(Api.PIPELINES, Region.EU, 503);
    fixture.accounts.redirected(Api.PIPELINES, Region.EU, fixture.credential, Region.US, false);
    fixture.accounts.redirected(Api.PIPELINES, Region.EU, fixture.credential, Region.US, false);

    assertThat(fixture.effective(Api.PIPELINES, Region.EU)).isEqualTo(Region.EU);
    assertThat(fixture.concerns()).containsExactly("region-mismatch pipelines-eu");
    assertThat(fixture.log)
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("region=us does not apply to pipelines-eu: "),
            line -> assertThat(line).startsWith("pipelines-eu redirects to a US host, which is"),
            line -> assertThat(line).startsWith("pipelines-eu: Customer.io says that this"));
  }

  @Test
  void gatewayThatIsNotGotAround_saysWhatToSet() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.EU, Api.TRACK);
    fixture.answered(Api.TRACK, Region.US, 503);

    assertThat(fixture.log)
        .containsExactly(
            "region=eu does not apply to track-us: the application calls a gateway there, which it"
                + " shall not get around; set endpoint.track-eu to the gateway for the EU");
  }

  @Test
  void noAnswer_isAskedForAgainAFewTimes() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.answered(Api.TRACK, Region.US, 200);
    for (int i = 0; i < 4; i++) {
      fixture.later();
    }

    assertThat(fixture.route.asked).hasSize(5);
    assertThat(fixture.pauses)
        .extracting(pause -> pause.toMinutes())
        .containsExactly(1L, 2L, 4L, 8L);
  }

  @Test
  void answerAfterAFailure_isLearned() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.answered(Api.TRACK, Region.US, 200);
    fixture.route.answers(200, EU_ANSWER);
    fixture.later();

    assertThat(fixture.effective(Api.TRACK, Region.US)).isEqualTo(Region.EU);
    assertThat(fixture.pauses).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"region\":\"mars\"}", "{\"region\":1}", "<html>"})
  void answerThatIsNone_teachesNothing(String body) {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.route.answers(200, body);
    fixture.answered(Api.TRACK, Region.US, 200);

    assertThat(fixture.effective(Api.TRACK, Region.US)).isEqualTo(Region.US);
    assertThat(fixture.log).isEmpty();
  }

  @Test
  void callWithoutCredential_isNobodys() {
    AccountsFixture fixture = new AccountsFixture(directory, Choice.AUTO);
    fixture.accounts.answered(Api.TRACK, Region.US, 0, Region.US, 200);
    fixture.accounts.redirected(Api.TRACK, Region.US, 0, Region.EU, true);

    assertThat(fixture.route.asked).isEmpty();
    assertThat(fixture.accounts.effective(Api.TRACK, Region.US, 0)).isEqualTo(Region.US);
  }
}
