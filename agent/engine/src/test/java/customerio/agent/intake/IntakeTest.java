package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static customerio.agent.intake.IntakeFixture.commit;
import static customerio.agent.intake.IntakeFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {
  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void proven() {
    fixture = new IntakeFixture(directory, null).proven();
  }

  @Test
  void write_isAnsweredAsCustomerioDoesAndQueued() {
    Takeover.Accepted call = (Takeover.Accepted) fixture.identify("5", "{\"plan\":\"a\"}");

    assertThat(fixture.queued()).isEmpty();
    assertThat(call.commit()).isTrue();

    Operation queued = fixture.queued().get(0);
    assertThat(queued.endpoint()).isEqualTo(Endpoint.TRACK_IDENTIFY);
    assertThat(queued.region()).isEqualTo(Region.US);
    assertThat(queued.target()).isEqualTo("/api/v1/customers/5");
    assertThat(queued.capturedAtMillis()).isEqualTo(IntakeFixture.NOW.toEpochMilli());
    assertThat(queued.credential()).isEqualTo(fixture.credentials.learn(BASIC));
    assertThat(new String(queued.body(), UTF_8)).isEqualTo("{\"plan\":\"a\"}");
    assertThat(call.reply().status()).isEqualTo(200);
    assertThat(new String(call.reply().body(), UTF_8)).isEqualTo("{}\n");
    assertThat(call.reply().headers().first("X-Customerio-Agent"))
        .isEqualTo("queued; id=" + queued.id());
    assertThat(fixture.listener.ends).containsExactly("accepted TRACK_IDENTIFY");
  }

  /** What an earlier run left under it need not wait for a call. */
  @Test
  void credentialThatIsConfigured_isKnownBeforeItsFirstCall() {
    List<Long> known = new ArrayList<>();
    fixture.credentials.onLearned(known::add);

    fixture.intake.credential("Bearer other");

    assertThat(known).containsExactly(fixture.credentials.learn("Bearer other"));
  }

  @Test
  void onePerson_isRoutedTheSameWayByEveryOperation() {
    commit(fixture.identify("5", "{}"));
    commit(fixture.event("5", "{\"name\":\"a\"}"));
    commit(fixture.identify("6", "{}"));

    assertThat(fixture.queue.routings.get(0)).isEqualTo(fixture.queue.routings.get(1));
    assertThat(fixture.queue.routings.get(2).person())
        .isNotEqualTo(fixture.queue.routings.get(0).person());
    assertThat(fixture.queue.routings.get(2).destination())
        .isEqualTo(fixture.queue.routings.get(0).destination());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/api/v1/customers/5|{broken",
        "POST|/api/v1/customers/5/events|{\"data\":{}}",
        "PATCH|/api/v1/customers/5|{}",
        "POST|/api/v3/new|{}",
        "GET|/api/v1/accounts/region|''",
        "POST|/api/v2/batch|{\"batch\":[]}"
      })
  void whatWeMustNotAnswer_isAnsweredByCustomerio(String method, String path, String body)
      throws IOException {
    Takeover call = fixture.call(method, path, body);

    assertThat(call).isInstanceOf(Takeover.Relayed.class);
    assertThat(((Takeover.Relayed) call).exchange(null)).isEqualTo(fixture.answer);
    assertThat(fixture.queued()).isEmpty();
    assertThat(new String(fixture.relayed.get(0).body(), UTF_8)).isEqualTo(body);
    assertThat(fixture.relayedTargets).containsExactly(path);
    assertThat(fixture.listener.ends).containsExactly("relayed 200");
  }

  @Test
  void strictMode_asksForCustomeriosVerdict() {
    CapturedRequest strict =
        request(
            "PUT",
            "/api/v1/customers/5",
            "{}",
            Headers.of("Authorization", BASIC, "X-Strict-Mode", "1"));

    assertThat(fixture.take(strict)).isInstanceOf(Takeover.Relayed.class);
  }

  @Test
  void callWithoutCredential_isLeftAlone() {
    assertThat(fixture.take(request("PUT", "/api/v1/customers/5", "{}", Headers.NONE)))
        .isEqualTo(Takeover.Pass.PASS);
    assertThat(fixture.listener.ends).containsExactly("passed NO_CREDENTIAL");
  }

  @Test
  void gatewayPrefix_isNotCustomerios() {
    fixture = new IntakeFixture(directory, "hosts.extra=track-eu=http://gw.corp/cio").proven();
    CapturedRequest request =
        new CapturedRequest(
            "PUT",
            "http",
            "gw.corp",
            80,
            "/cio/api/v1/customers/5",
            null,
            Headers.of("Authorization", BASIC),
            "{}".getBytes(UTF_8));

    commit(fixture.take(request));

    assertThat(fixture.queued().get(0).target()).isEqualTo("/api/v1/customers/5");
    assertThat(fixture.queued().get(0).region()).isEqualTo(Region.EU);
  }

  @Test
  void gzipBody_isKeptPlain() throws IOException {
    commit(fixture.take(pipelines(gzip("{\"userId\":\"5\"}".getBytes(UTF_8)))));

    assertThat(new String(fixture.queued().get(0).body(), UTF_8)).isEqualTo("{\"userId\":\"5\"}");
  }

  /** No document says that it is understood there. */
  @Test
  void gzipBodyToTrack_isCustomeriosToReadOrRefuse() throws IOException {
    CapturedRequest gzip =
        withBody(
            Headers.of("Authorization", BASIC, "Content-Encoding", "gzip"),
            gzip("{\"plan\":\"a\"}".getBytes(UTF_8)));

    ((Takeover.Relayed) fixture.take(gzip)).exchange(null);

    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.relayed.get(0).body()).isEqualTo(gzip.body());
    assertThat(fixture.relayed.get(0).headers().first("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void compressionBomb_isCustomeriosToRefuse() throws IOException {
    byte[] bomb = gzip(new byte[2 << 20]);

    assertThat(fixture.take(pipelines(bomb))).isInstanceOf(Takeover.Relayed.class);
  }

  @Test
  void offMode_claimsNothing() {
    fixture = new IntakeFixture(directory, "mode=off");

    assertThat(fixture.intake.claims("https", "track.customer.io", -1, "/")).isFalse();
  }

  private static CapturedRequest withBody(Headers headers, byte[] body) {
    return new CapturedRequest(
        "PUT", "https", "track.customer.io", 443, "/api/v1/customers/5", null, headers, body);
  }

  private static CapturedRequest pipelines(byte[] gzip) {
    return new CapturedRequest(
        "POST",
        "https",
        "cdp.customer.io",
        443,
        "/v1/identify",
        null,
        Headers.of("Authorization", BASIC, "Content-Encoding", "gzip"),
        gzip);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
