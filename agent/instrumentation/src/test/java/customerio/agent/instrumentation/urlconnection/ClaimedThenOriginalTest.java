package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Interception;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.OwnTraffic;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A call the engine leaves, or fails at, is the original connection's. */
class ClaimedThenOriginalTest extends ClaimedConnectionFixture {
  @Test
  void commitRefused_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(ScriptedTaker.accept(() -> QUEUED, () -> false));
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  void watched_originalRunsOnceAndTellsItsStatus() throws Exception {
    assertOriginalRuns(ScriptedTaker.watch());
    assertThat(taker.watched).containsExactly(200);
  }

  @Test
  void takeFails_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(ScriptedTaker.fail(new IllegalStateException("broken")));
    assertThat(taker.suppressed)
        .containsExactly("urlconnection: java.lang.IllegalStateException: broken");
  }

  @Test
  void replyFails_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(
        ScriptedTaker.accept(
            () -> {
              throw new IllegalStateException("no reply");
            },
            () -> true));
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed)
        .containsExactly("urlconnection: java.lang.IllegalStateException: no reply");
  }

  @Test
  void replyCannotBeShown_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(ScriptedTaker.accept(new Reply(200, null, new byte[0])));
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed).hasSize(1);
  }

  @Test
  void nothingSentByRelay_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(
        ScriptedTaker.relay(
            CompletableFuture.failedFuture(new NothingSentException("no route", null))));
    assertThat(taker.suppressed).isEmpty();
  }

  private void assertOriginalRuns(Function<ScriptedTaker, Takeover> script) throws Exception {
    HttpURLConnection connection = open(script);
    put(connection, BODY);

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(bodiesReceived()).containsExactly(BODY);
    assertThat(server.received.get(0).target()).isEqualTo("/api/v1/customers/a%40b?x=1%202");
    assertThat(server.received.get(0).headers().first("Authorization"))
        .isEqualTo("Basic c2l0ZTprZXk=");
  }

  @Test
  void engineGoneSinceOpening_originalRuns() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setDoOutput(true);
    OutputStream out = connection.getOutputStream();
    Interception.install(null);
    out.write(BODY.getBytes(StandardCharsets.UTF_8));

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(bodiesReceived()).containsExactly(BODY);
  }

  @Test
  void conditionalRequest_isTheOriginals() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setIfModifiedSince(1);

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  void foreignHostsOwnTrafficAndNonsense_areNotTouched() throws Exception {
    OpenConnectionInterceptor interceptor = new OpenConnectionInterceptor();
    Object[] foreign = {new URI("http://127.0.0.1:1/").toURL(), null};
    Object[] claimed = {server.at("/"), null};
    taker = ScriptedTaker.on(server.port(), ScriptedTaker.pass());

    assertThat(interceptor.intercept(null, foreign)).isSameAs(Outcome.ORIGINAL);
    assertThat(interceptor.intercept(null, new Object[] {null, null})).isSameAs(Outcome.ORIGINAL);
    assertThat(OwnTraffic.call(() -> interceptor.intercept(null, claimed)))
        .isSameAs(Outcome.ORIGINAL);
    taker.close();
    assertThat(interceptor.intercept(null, claimed)).isSameAs(Outcome.ORIGINAL);
  }
}
