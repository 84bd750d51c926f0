package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpDelete;
import org.apache.http.client.methods.HttpHead;
import org.apache.http.client.methods.HttpOptions;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.Test;

/** A call that is answered without a connection. */
public final class TakenCallContract extends Apache4Contract {
  @Test
  public void accepted_answerIsShownAndNothingConnects() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
    assertNothingConnected();
  }

  @Test
  public void captured_isWhatWouldGoOnTheWire() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(put());

    CapturedRequest captured = capturedPut();
    assertThat(captured.headers().lines().stream().map(line -> line.name().toLowerCase()))
        .contains("authorization", "content-type", "content-length", "host", "user-agent");
    assertThat(captured.headers().first("Host")).isEqualTo("127.0.0.1:" + server.port());
  }

  @Test
  public void withoutEntity_isTakenToo() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(with(new HttpDelete(server.url(PATH))))).isEqualTo("{}");
    assertThat(taker.requests.get(0).body()).isEmpty();
  }

  @Test
  public void refusal_isAnOrdinaryResponse() throws IOException {
    script(ScriptedTaker.accept(LoopbackStub.json(400, "{\"meta\":{}}")));
    try (CloseableHttpResponse response = builder.build().execute(put())) {
      assertThat(response.getStatusLine().toString()).isEqualTo("HTTP/1.1 400 Bad Request");
    }
  }

  @Test
  public void executorThatThrowsAnythingAfterTheCommit_isNotRunAgain() {
    script(ScriptedTaker.accept(QUEUED));
    CountingExecutor executor = new CountingExecutor();
    executor.afterwards = new TimeoutException("too late");
    builder.setRequestExecutor(executor);

    assertThatThrownBy(() -> call(put())).isSameAs(executor.afterwards);
    assertThat(executor.executions).isEqualTo(1);
    assertThat(taker.commits).hasValue(1);
    assertNothingConnected();
  }

  @Test
  public void headAndOptions_areNotTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(with(new HttpHead(server.url(PATH))));
    call(with(new HttpOptions(server.url(PATH))));

    assertThat(server.received).extracting("method").containsExactly("HEAD", "OPTIONS");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void foreignHost_isNotTouched() throws IOException {
    taker = ScriptedTaker.on(1, ScriptedTaker.accept(QUEUED));

    assertThat(call(put())).isEqualTo(SERVER_SAYS);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void clientThatWasClosed_staysClosed() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    CloseableHttpClient client = builder.build();
    pool.shutdown();

    assertThatThrownBy(() -> client.execute(put()))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("Connection pool shut down");
    assertThat(taker.commits).hasValue(0);
  }

  @Test
  @SuppressWarnings("deprecation")
  public void clientsOfOtherKinds_pass() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(HttpClients.createMinimal(), put())).isEqualTo(SERVER_SAYS);
    assertThat(call(new org.apache.http.impl.client.DefaultHttpClient(), put()))
        .isEqualTo(SERVER_SAYS);
    assertThat(taker.requests).isEmpty();
    assertServerGot(BODY, BODY);
  }
}
