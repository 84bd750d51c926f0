package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayedRedirectsTest extends RelayedCallFixture {
  @Test
  void redirectToTheAccountsRegion_isFollowedWithMethodBodyAndCredential() {
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

  /** Its client may be one that follows none. */
  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.example/a", SEND, "there", ""})
  void allOtherRedirects_areTheApplications(String location) {
    Reply away = reply(307, "", "Location", location);
    rig.transport.script(away);
    CompletableFuture<Reply> answer = post(SEND);
    rig.settle();

    assertThat(answer).isCompletedWithValue(away);
    assertThat(rig.transport.sent()).hasSize(1);
  }
}
