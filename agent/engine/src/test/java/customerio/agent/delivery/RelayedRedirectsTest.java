package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RelayedRedirectsTest extends RelayedCallFixture {
  @Test
  void redirect_isFollowedWithMethodBodyAndCredential() {
    rig.transport.script(reply(301, "", "Location", "https://api-eu.customer.io/v1/send/email"));
    CompletableFuture<Reply> answer = post(SEND);
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    var second = rig.transport.sent().get(1).request();
    assertThat(second.method()).isEqualTo("POST");
    assertThat(second.server()).hasToString("https://api-eu.customer.io:443");
    assertThat(second.body()).isEqualTo(bytes("{}"));
    assertThat(second.headers().first("Authorization")).isEqualTo("Bearer app");
  }

  @Test
  void redirectToAStranger_losesTheCredential() {
    rig.transport.script(
        reply(307, "", "Location", "https://elsewhere.example/a"),
        reply(307, "", "Location", "https://api.customer.io/b"));
    post(SEND);
    rig.settle();

    assertThat(rig.transport.sent())
        .extracting(sent -> sent.request().headers().contains("Authorization"))
        .containsExactly(true, false, false);
  }

  /** Segment's library says its write key in the body, too. */
  @Test
  void redirectToAStranger_isNotFollowedByAPipelinesCall() {
    Reply away = reply(307, "", "Location", "https://elsewhere.example/a");
    rig.transport.script(away);
    CapturedRequest call = call("POST", "/v1/track");
    CompletableFuture<Reply> answer =
        rig.delivery
            .synchronousRoute()
            .exchangeAsync(call, call.target(), Api.PIPELINES, Region.US, 9, null);
    rig.settle();

    assertThat(answer).isCompletedWithValue(away);
    assertThat(rig.transport.sent()).hasSize(1);
  }

  @Test
  void circleOfRedirects_endsWithTheFourthAnswer() {
    rig.transport.script(request -> reply(302, "", "Location", SEND));
    CompletableFuture<Reply> answer = post(SEND);
    rig.settle();

    assertThat(answer.join().status()).isEqualTo(302);
    assertThat(rig.transport.sent()).hasSize(4);
  }
}
