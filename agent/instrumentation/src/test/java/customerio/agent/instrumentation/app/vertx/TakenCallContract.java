package customerio.agent.instrumentation.app.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the engine is told, and what becomes of its answer. */
public final class TakenCallContract extends VertxContract {
  private static final String QUEUED = "{\"from\":\"agent\"}";
  private static final String BRIDGE = "X-Customerio-Agent-Bridge";

  private static Reply reply(int status, String... headers) {
    return new Reply(status, Headers.of(headers), QUEUED.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void call_isAnswered() throws Exception {
    script(ScriptedTaker.accept(reply(200)));

    assertThat(send(put().putHeader("X-Own", "1"))).isEqualTo(QUEUED);
    assertThat(server.received).isEmpty();
    assertThat(taker.requests).hasSize(1);
    assertThat(taker.requests.get(0).method()).isEqualTo("PUT");
    assertThat(taker.requests.get(0).port()).isEqualTo(server.port());
    assertThat(taker.requests.get(0).rawPath()).isEqualTo("/api/v1/customers/a%40b");
    assertThat(taker.requests.get(0).headers().first("X-Own")).isEqualTo("1");
    assertThat(taker.requests.get(0).headers().first("Host"))
        .isEqualTo("127.0.0.1:" + server.port());
    assertThat(taker.requests.get(0).headers().contains(BRIDGE)).isFalse();
  }

  /** {@code transport.own-way=take-over}. */
  @Test
  public void ownWayThatTheUserGivesUp_isTaken() throws Exception {
    script(ScriptedTaker.accept(reply(200)));
    taker.takesOwnWays = true;
    options.setTrustAll(true);

    assertThat(send(put())).isEqualTo(QUEUED);
    assertThat(server.received).isEmpty();
  }

  /** Then it is on its way to the bridge, as what it was when it was asked for. */
  @Test
  public void requestThatBecomesAHead_isOne() throws Exception {
    script(ScriptedTaker.pass());

    int status =
        client()
            .request(put())
            .compose(asked -> asked.setMethod(HttpMethod.HEAD).send())
            .compose(answer -> answer.body().map(body -> answer.statusCode() + body.length()))
            .toCompletionStage()
            .toCompletableFuture()
            .get();

    assertThat(status).as("and no body").isEqualTo(200);
    assertThat(server.received).hasSize(1);
    assertThat(server.received.get(0).method()).isEqualTo("HEAD");
  }

  @Test
  public void optionsOfTheApplication_areNotChanged() throws Exception {
    script(ScriptedTaker.accept(reply(200)));
    RequestOptions request = put().putHeader("X-Own", "1");
    String before = request.toJson().encode();

    send(request);

    assertThat(request.toJson().encode()).isEqualTo(before);
  }

  @Test
  public void hostOfTheClient_isThatOfARequestWithoutOne() throws Exception {
    script(ScriptedTaker.accept(reply(200)));
    options.setDefaultHost("127.0.0.1").setDefaultPort(server.port());

    assertThat(send(new RequestOptions().setMethod(HttpMethod.PUT).setURI(PATH))).isEqualTo(QUEUED);
  }

  @Test
  public void timeoutOfTheRequest_isTheRelays() throws Exception {
    options.setIdleTimeout(70);

    assertThat(relayTimeout(put().setTimeout(5_000))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  public void withoutOne_itIsThatOfTheConnection() throws Exception {
    options.setIdleTimeout(70_000).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);

    assertThat(relayTimeout(put())).isEqualTo(Duration.ofSeconds(70));
  }

  private Duration relayTimeout(RequestOptions request) throws Exception {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(reply(200))));
    assertThat(send(request)).isEqualTo(QUEUED);
    return taker.relayTimeout;
  }

  /** The header has a secret of this process in it. */
  @Test
  public void redirectToSomebodyElse_hasNothingOfTheBridge() throws Exception {
    try (LoopbackStub other = start(LoopbackStub.json(200, FROM_SERVER))) {
      script(ScriptedTaker.accept(reply(302, "Location", other.url("/moved"))));

      assertThat(send(put().setMethod(HttpMethod.GET).setFollowRedirects(true)))
          .isEqualTo(FROM_SERVER);
      assertThat(other.received).hasSize(1);
      assertThat(other.received.get(0).headers().contains(BRIDGE)).isFalse();
    }
  }
}
