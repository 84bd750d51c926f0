package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be proven wrong is never answered by us: the application sees Customer.io's own error.
 */
class BadInputTest {
  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void proven() {
    fixture = new IntakeFixture(directory, null).proven();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "broken JSON            |PUT   |/api/v1/customers/5                  |{",
        "no object              |PUT   |/api/v1/customers/5                  |[]",
        "two objects            |PUT   |/api/v1/customers/5                  |{}{}",
        "event without a name   |POST  |/api/v1/customers/5/events           |{}",
        "event with blank name  |POST  |/api/v1/customers/5/events           |{\"name\":\" \"}",
        "event without a body   |POST  |/api/v1/customers/5/events           |''",
        "blank id               |PUT   |/api/v1/customers/%20                |{}",
        "broken escape          |PUT   |/api/v1/customers/%2                 |{}",
        "id that is no UTF-8    |PUT   |/api/v1/customers/%FF                |{}",
        "dot as an id           |DELETE|/api/v1/customers/.                  |''",
        "dots as an id          |DELETE|/api/v1/customers/%2E%2E             |''",
        "no id                  |PUT   |/api/v1/customers/                   |{}",
        "unknown path           |POST  |/api/v1/customers/5/visits           |{}",
        "wrong method           |POST  |/api/v1/customers/5                  |{}",
        "trailing slash         |PUT   |/api/v1/customers/5/                 |{}",
        "device without a token |PUT   |/api/v1/customers/5/devices          |{\"device\":{}}",
        "blank device           |DELETE|/api/v1/customers/5/devices/%20      |''",
        "merge of one           |POST  |/api/v1/merge_customers              |{\"primary\":{}}",
        "segment of nobody      |POST  |/api/v1/segments/7/add_customers     |{\"ids\":[]}",
        "entity without action  |POST  |/api/v2/entity                       |{\"type\":\"person\"}",
      })
  void wrongCall_isCustomeriosToRefuse(String what, String method, String path, String body)
      throws IOException {
    Takeover call = fixture.call(method, path, body);

    assertThat(call).as(what).isInstanceOf(Takeover.Relayed.class);
    assertThat(((Takeover.Relayed) call).exchange(null)).isEqualTo(fixture.answer);
    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.relayedTargets).containsExactly(path);
    assertThat(new String(fixture.relayed.get(0).body(), UTF_8)).isEqualTo(body);
    assertThat(fixture.listener.ends).containsExactly("relayed 200");
  }

  @Test
  void tooLargeACall_isCustomeriosToRefuse() {
    assertThat(fixture.identify("y".repeat(151), "{}")).isInstanceOf(Takeover.Relayed.class);
    assertThat(fixture.identify("5", "{\"a\":\"" + "y".repeat(150_000) + "\"}"))
        .isInstanceOf(Takeover.Relayed.class);
    String data = "{\"name\":\"n\",\"data\":{\"x\":\"" + "y".repeat(100_000) + "\"}}";
    assertThat(fixture.event("5", data)).isInstanceOf(Takeover.Relayed.class);
    assertThat(fixture.queued()).isEmpty();
  }

  @Test
  void invalidUtf8_isCustomeriosToRefuse() {
    byte[] latin1 = {'{', '"', 'a', '"', ':', '"', (byte) 0xE9, '"', '}'};
    CapturedRequest request = IntakeFixture.request("PUT", "/api/v1/customers/5", "", basic());
    assertThat(fixture.take(withBody(request, latin1))).isInstanceOf(Takeover.Relayed.class);
  }

  @Test
  void callWithoutCredential_isLeftAlone() {
    for (String path : new String[] {"/api/v1/customers/5", "/api/v1/nowhere"}) {
      assertThat(fixture.take(IntakeFixture.request("PUT", path, "{}", Headers.NONE)))
          .isEqualTo(Takeover.Pass.PASS);
    }
    assertThat(fixture.listener.ends)
        .containsExactly("passed NO_CREDENTIAL", "passed NO_CREDENTIAL");
  }

  /** What Customer.io makes of the header is written nowhere: a deletion, or an event? */
  @ParameterizedTest
  @CsvSource({"POST,/api/v1/customers/5/suppress", "GET,/api/v1/accounts/region"})
  void callThatAsksForAnotherMethod_isLeftAlone(String method, String path) {
    Headers headers = basic().with("x-http-method-override", "DELETE");
    assertThat(fixture.take(IntakeFixture.request(method, path, "", headers)))
        .isEqualTo(Takeover.Pass.PASS);
    assertThat(fixture.listener.ends).containsExactly("passed METHOD_OVERRIDDEN");
  }

  @Test
  void callThatPipelinesWouldDrop_isNotAnsweredByUs_andTold() throws IOException {
    Takeover call = fixture.take(pipelines("/v1/track", "{\"userId\":\"5\"}"));

    assertThat(((Takeover.Relayed) call).exchange(null)).isEqualTo(fixture.answer);
    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.listener.ends).containsExactly("drops NO_EVENT_NAME", "relayed 200");
  }

  /** Past the queue it would overtake what was said before; its answer tells nothing anyway. */
  @Test
  void batchOfWhichPipelinesDropsACall_keepsItsPlace_andIsTold() {
    String batch = "{\"batch\":[{\"type\":\"page\",\"userId\":\"5\"},{\"type\":\"page\"}]}";

    assertThat(commit(fixture.take(pipelines("/v1/batch", batch)))).isTrue();

    assertThat(fixture.queued()).hasSize(1);
    assertThat(fixture.listener.ends)
        .containsExactly("drops NO_IDENTIFIER", "accepted PIPELINES_BATCH");
  }

  private static CapturedRequest pipelines(String path, String body) {
    return new CapturedRequest(
        "POST", "https", "cdp.customer.io", 443, path, null, basic(), body.getBytes(UTF_8));
  }

  private static CapturedRequest withBody(CapturedRequest request, byte[] body) {
    return new CapturedRequest(
        request.method(),
        request.scheme(),
        request.host(),
        request.port(),
        request.rawPath(),
        null,
        request.headers(),
        body);
  }

  private static Headers basic() {
    return Headers.of("Authorization", BASIC);
  }
}
