package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.accounts.Account;
import customerio.simulator.accounts.Credential;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @ValueSource(
      strings = {"site-shop:key-other", "site-shop:", "nobody:key-shop", "site-shop", "site-:key-"})
  void track_wrongBasic_401(String credential) {
    assertThat(trackStatus(RunningSimulator.basic(credential))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer site-shop:key-shop", "Basic !!!", "Basic"})
  void track_otherScheme_401(String authorization) {
    assertThat(trackStatus(authorization)).isEqualTo(401);
  }

  @Test
  void track_noHeader_401() {
    assertThat(trackStatus(null)).isEqualTo(401);
  }

  @Test
  void track_refusedCall_leavesNoTrace() {
    trackStatus(null);

    assertThat(simulator.get().arrivals().all()).isEmpty();
    assertThat(simulator.get().stats().answered(Family.TRACK, 401)).isEqualTo(1);
  }

  @Test
  void track_urlSafeBase64WithoutPadding_isTheSameCredential() {
    simulator
        .get()
        .accounts()
        .register(Credential.track("s??>", "k~~?"), new Account("shop", Region.US));
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("s??>:k~~?".getBytes(StandardCharsets.UTF_8));

    assertThat(encoded).containsAnyOf("-", "_");
    assertThat(trackStatus("Basic " + encoded)).isEqualTo(200);
  }

  @Test
  void revoked_401_untilRestored() {
    Credential credential = Credential.track("site-shop", "key-shop");

    simulator.get().accounts().revoke(credential);
    assertThat(trackStatus(RunningSimulator.TRACK_AUTH)).isEqualTo(401);

    simulator.get().accounts().restore(credential);
    assertThat(trackStatus(RunningSimulator.TRACK_AUTH)).isEqualTo(200);
  }

  @Test
  void everyWorkspaceHasItsOwnPeople() {
    trackStatus(RunningSimulator.basic("site-a:key-a"));
    trackStatus(RunningSimulator.basic("site-b:key-b"));

    assertThat(simulator.get().arrivals().all())
        .extracting(arrival -> arrival.workspace())
        .containsExactly("a", "b");
    assertThat(simulator.get().state().workspace("a").people()).hasSize(1);
    assertThat(simulator.get().state().workspace("b").people()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/metrics", "/api/v1/push/events", "/push/events"})
  void track_reports_needNoCredential(String path) {
    String body = "{\"delivery_id\":\"d\",\"metric\":\"opened\",\"event\":\"opened\"}";

    assertThat(
            simulator
                .send(simulator.request(Family.TRACK, Region.US, "POST", path, null, body))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void track_unsubscribe_needsNoCredential() {
    assertThat(
            simulator
                .send(
                    simulator.request(
                        Family.TRACK,
                        Region.US,
                        "POST",
                        "/unsubscribe/d1",
                        null,
                        "{\"unsubscribe\":true}"))
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer app-", "Bearer nobody", "Basic YXBwLXNob3A6"})
  void app_wrongToken_401(String authorization) {
    HttpResponse<String> reply =
        simulator.send(
            simulator.request(Family.APP, Region.US, "GET", "/v1/exports", authorization, ""));

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body())
        .isEqualTo("{\"errors\":[{\"detail\":\"unauthorized\",\"status\":\"401\"}]}\n");
  }

  private int trackStatus(String authorization) {
    return simulator
        .send(
            simulator.request(
                Family.TRACK, Region.US, "PUT", "/api/v1/customers/42", authorization, "{}"))
        .statusCode();
  }
}
