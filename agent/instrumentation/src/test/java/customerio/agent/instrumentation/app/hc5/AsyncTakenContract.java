package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpVersion;
import org.junit.jupiter.api.Test;

/** Which asynchronous calls are offered to the engine, as what, and what a taken one returns. */
public final class AsyncTakenContract extends AsyncContract {

  @Test
  public void accepted_nothingIsSentAndNoConnectionLeased() {
    script(ScriptedTaker.accept(QUEUED));
    SimpleHttpResponse response = call(put());

    assertThat(response.getCode()).isEqualTo(200);
    assertThat(response.getReasonPhrase()).isEqualTo("OK");
    assertThat(response.getVersion()).isEqualTo(HttpVersion.HTTP_1_1);
    assertThat(response.getFirstHeader("X-Customerio-Agent").getValue()).isEqualTo("queued; id=1");
    assertThat(response.getContentType().getMimeType()).isEqualTo("application/json");
    assertThat(response.getBodyText()).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
    assertThat(connections.getTotalStats())
        .extracting("leased", "pending", "available")
        .containsExactly(0, 0, 0);
    assertNothingSent();
  }

  @Test
  public void captured_asItWouldGoOnTheWire() {
    script(ScriptedTaker.accept(QUEUED));
    call(put());

    CapturedRequest captured = capturedPut();
    assertThat(captured.headers().first("Content-Type")).startsWith("application/json");
    assertThat(captured.headers().first("User-Agent")).startsWith("Apache-HttpAsyncClient/");
  }

  @Test
  public void committed_beforeExecuteReturns() {
    script(ScriptedTaker.accept(QUEUED));
    client().execute(put(), null);

    assertThat(taker.commits).as("so calls are accepted in the order they are made").hasValue(1);
  }

  @Test
  public void answerWithoutContent_hasNoBody() {
    script(ScriptedTaker.accept(new Reply(204, Headers.NONE, new byte[0])));

    assertThat(call(put()).getBodyText()).isNull();
    assertNothingSent();
  }

  @Test
  public void withoutEntity_isTakenToo() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(SimpleRequestBuilder.delete(server.url(PATH)).build()).getBodyText())
        .isEqualTo("{}");
    assertThat(bodyTaken()).isEmpty();
  }

  @Test
  public void headAndOptions_areNotTaken() {
    script(ScriptedTaker.accept(QUEUED));
    call(SimpleRequestBuilder.head(server.url(PATH)).build());
    call(SimpleRequestBuilder.options(server.url(PATH)).build());

    assertThat(server.received).extracting("method").containsExactly("HEAD", "OPTIONS");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void foreignHost_isNotTouched() {
    taker = ScriptedTaker.on(1, ScriptedTaker.accept(QUEUED));

    assertThat(call(put()).getBodyText()).isEqualTo(FROM_SERVER);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void everyLayer_runsOnceAroundACall() {
    List<String> seen = new CopyOnWriteArrayList<>();
    builder.addRequestInterceptorFirst(
        (request, entity, context) -> {
          seen.add("request interceptor");
          request.setHeader("X-Signed", "yes");
        });
    builder.addResponseInterceptorFirst(
        (response, entity, context) -> seen.add("response interceptor " + response.getCode()));
    builder.addExecInterceptorFirst(
        "application",
        (request, entity, scope, chain, callback) -> {
          seen.add("handler");
          chain.proceed(request, entity, scope, callback);
        });
    List<String> once = List.of("handler", "request interceptor", "response interceptor 200");

    script(ScriptedTaker.accept(QUEUED));
    call(put());
    assertThat(seen).isEqualTo(once);
    assertThat(taker.requests.get(0).headers().first("X-Signed")).isEqualTo("yes");
    assertNothingSent();

    seen.clear();
    script(ScriptedTaker.pass());
    assertThat(call(put()).getBodyText()).isEqualTo(FROM_SERVER);
    assertThat(seen).isEqualTo(once);
    assertThat(received().headers().first("X-signed")).isEqualTo("yes");
  }

  @Test
  public void challenge_isAnsweredByTheClientsOwnAuthentication() {
    script(
        engine ->
            ScriptedTaker.accept(
                    engine.requests.size() == 1
                        ? new Reply(
                            401, Headers.of("WWW-Authenticate", "Basic realm=\"cio\""), new byte[0])
                        : QUEUED)
                .apply(engine));
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope("127.0.0.1", -1),
        new UsernamePasswordCredentials("site", "key".toCharArray()));
    builder.setDefaultCredentialsProvider(credentials);
    SimpleHttpRequest put = put();
    put.removeHeaders("Authorization");

    assertThat(call(put).getBodyText()).isEqualTo("{}");
    assertThat(taker.requests)
        .extracting(request -> request.headers().first("Authorization"))
        .containsExactly(null, "Basic c2l0ZTprZXk=");
    assertNothingSent();
  }

  @Test
  public void minimalClient_passesThrough() {
    script(ScriptedTaker.accept(QUEUED));
    try (CloseableHttpAsyncClient minimal = HttpAsyncClients.createMinimal()) {
      minimal.start();
      assertThat(answerTo(minimal.execute(put(), null)).getBodyText()).isEqualTo(FROM_SERVER);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    assertThat(taker.requests).isEmpty();
  }
}
