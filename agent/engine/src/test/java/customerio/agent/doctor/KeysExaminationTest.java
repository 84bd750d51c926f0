package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysExaminationTest {
  private static final String PAIR = "canary-site:canary-key";
  private static final String BASIC = basic(PAIR);
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
  void acceptedKey_tellsWhereItsAccountLives() {
    standIn.body = "{\"region\":\"eu\",\"url\":\"track-eu.customer.io\",\"environment_id\":1}";

    assertThat(ask(PAIR))
        .isEqualTo(
            Finding.ok(
                "key",
                "line 1: accepted; its account lives in the region eu; the application has to call"
                    + " track-eu.customer.io"));
    assertThat(ask(BASIC, "region=auto"))
        .isEqualTo(Finding.ok("key", "line 1: accepted; its account lives in the region eu"));
    assertThat(ask(PAIR, "region=us"))
        .isEqualTo(
            Finding.fail(
                "key",
                "line 1: accepted; its account lives in the region eu, and region=us is set",
                "set region=eu, or region=auto"));
    assertThat(standIn.asked).hasSize(3).containsOnly("GET /api/v1/accounts/region " + BASIC);
  }

  @Test
  void refusedKey_failsWithoutBeingShown() {
    standIn.status = 401;
    standIn.body = "{\"meta\":{\"error\":\"Unauthorized request\"}}";

    assertThat(ask(PAIR))
        .isEqualTo(
            Finding.fail(
                "key",
                "line 1: Customer.io does not know it (401)",
                "copy site id and API key again from Customer.io's settings"));
  }

  @Test
  void serverThatIsNotWell_saysNothingAboutKeys() {
    standIn.status = 503;

    assertThat(ask(PAIR))
        .isEqualTo(Finding.warn("key", "line 1: 127.0.0.1 answers 503", "ask again later"));
  }

  @Test
  void keysAboutWhichNothingCanBeAskedWithoutAnEffect_areNotSent() {
    assertThat(ask(basic("write-key:")))
        .isEqualTo(Finding.ok("key", "line 1: of Pipelines; not asked about"));
    assertThat(ask("Bearer app-key"))
        .isEqualTo(Finding.ok("key", "line 1: of the App API; not asked about"));
    assertThat(ask("canary").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(standIn.asked).isEmpty();
  }

  @Test
  void noKey_isNoQuestion() {
    assertThat(new KeysExamination(List.of()).look(Patients.with(standIn.settings()))).isEmpty();
  }

  @Test
  void noKey_isInAnyText() {
    assertThat(KeyInHand.of("line 1", PAIR).toString()).isEqualTo("KeyInHand[line 1]");
    assertThat(ask("canary").toString()).doesNotContain("canary");
  }

  private Finding ask(String key, String... more) {
    List<String> settings = new ArrayList<>(List.of(standIn.settings()));
    settings.addAll(List.of(more));
    List<Finding> findings =
        new KeysExamination(List.of(KeyInHand.of("line 1", key)))
            .look(Patients.with(settings.toArray(String[]::new)));
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
