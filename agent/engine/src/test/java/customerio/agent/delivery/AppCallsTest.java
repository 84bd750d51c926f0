package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.broken;
import static customerio.agent.delivery.ScriptedTransport.refusedConnection;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A message that is sent twice is worse than an error: of the App API only reads are repeated, and
 * what certainly has not been worked on.
 */
class AppCallsTest {
  private static final String[] SENDS = {
    "/v1/send/email",
    "/v1/send/push",
    "/v1/send/sms",
    "/v1/send/inbox_message",
    "/v1/send/in_app",
    "/v1/send/whatsapp",
    "/v1/campaigns/7/triggers",
  };

  private final Rig rig = Rig.started();

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void failedSend_isTheApplicationsToSee_andNotRepeated(int status) {
    for (String send : SENDS) {
      Rig fresh = Rig.started();
      fresh.transport.script(reply(status, "{}"));
      CompletableFuture<Reply> answer = relay(fresh, "POST", send);
      fresh.pass(Duration.ofSeconds(9));

      assertThat(answer.join().status()).as(send).isEqualTo(status);
      assertThat(fresh.transport.sent()).hasSize(1);
    }
  }

  @Test
  void brokenSend_isNotRepeated() {
    for (String send : SENDS) {
      Rig fresh = Rig.started();
      fresh.transport.script(failing(broken()));
      CompletableFuture<Reply> answer = relay(fresh, "POST", send);
      fresh.pass(Duration.ofSeconds(9));

      assertThat(answer).as(send).isCompletedExceptionally();
      assertThat(fresh.transport.sent()).hasSize(1);
    }
  }

  @Test
  void sendThatNeverLeft_isRepeated() {
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() < 3) {
            throw refusedConnection();
          }
          return OK;
        });
    CompletableFuture<Reply> answer = relay(rig, "POST", SENDS[0]);
    rig.pass(Duration.ofSeconds(9));

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.sent()).hasSize(3);
  }

  /** What comes after an attempt that may have worked must not be repeated for its own sake. */
  @Test
  void throttledSend_thatThenBreaks_isNotRepeated() {
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            return reply(429, "{}");
          }
          throw broken();
        });
    CompletableFuture<Reply> answer = relay(rig, "POST", SENDS[0]);
    rig.pass(Duration.ofSeconds(9));

    assertThat(answer).isCompletedExceptionally();
    assertThat(rig.transport.sent()).hasSize(2);
  }

  @Test
  void sendThatIsThrottledAgainAndAgain_endsWithCustomeriosAnswer() {
    rig.transport.script(request -> reply(429, "{\"meta\":{}}"));
    CompletableFuture<Reply> answer = relay(rig, "POST", SENDS[0]);
    rig.pass(Duration.ofSeconds(9));

    assertThat(answer).isCompletedWithValue(reply(429, "{\"meta\":{}}"));
    assertThat(rig.transport.sent()).hasSize(3);
  }

  @Test
  void brokenRead_isRepeated() {
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() < 3) {
            throw broken();
          }
          return OK;
        });
    CompletableFuture<Reply> answer = relay(rig, "GET", "/v1/campaigns");
    rig.pass(Duration.ofSeconds(9));

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.sent()).hasSize(3);
  }

  /** Applications keep the delivery id of the answer. */
  @Test
  void answer_isNeverMadeUp() {
    Reply sent = reply(200, "{\"delivery_id\":\"d\",\"queued_at\":1}", "X-Theirs", "1");
    rig.transport.script(sent);

    CompletableFuture<Reply> answer = relay(rig, "POST", SENDS[0]);
    rig.settle();

    assertThat(answer).isCompletedWithValue(sent);
    assertThat(rig.queue.deliveredCount()).isZero();
  }

  private static ScriptedTransport.Script failing(TransportException failure) {
    return request -> {
      throw failure;
    };
  }

  private static CompletableFuture<Reply> relay(Rig rig, String method, String path) {
    CapturedRequest request =
        new CapturedRequest(
            method,
            "https",
            "api.customer.io",
            443,
            path,
            null,
            Headers.of("Authorization", "Bearer app"),
            method.equals("GET") ? new byte[0] : "{}".getBytes(StandardCharsets.UTF_8));
    return rig.delivery
        .synchronousRoute()
        .exchangeAsync(request, path, Api.APP, Region.US, 9, null);
  }
}
