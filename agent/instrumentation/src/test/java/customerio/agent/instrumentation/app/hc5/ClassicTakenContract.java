package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpOptions;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;

/** Which calls are offered to the engine, as what, and what a taken one returns. */
public final class ClassicTakenContract extends ClassicContract {

  @Test
  public void accepted_nothingIsSentAndNoConnectionLeased() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
    assertNothingSent();
    assertNoConnection();
  }

  @Test
  public void answer_looksAsFromAConnection() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    HttpClientContext context = HttpClientContext.create();
    client
        .build()
        .execute(
            put(),
            context,
            response -> {
              assertThat(response.getCode()).isEqualTo(200);
              assertThat(response.getReasonPhrase()).isEqualTo("OK");
              assertThat(response.getVersion()).isEqualTo(HttpVersion.HTTP_1_1);
              assertThat(response.getHeaders())
                  .extracting(Object::toString)
                  .containsExactly(
                      "Content-Type: application/json",
                      "Content-Length: 2",
                      "X-Customerio-Agent: queued; id=1");
              HttpEntity entity = response.getEntity();
              assertThat(entity.getContentType()).isEqualTo("application/json");
              assertThat(entity.getContentLength()).isEqualTo(2);
              assertThat(entity.isStreaming()).isTrue();
              assertThat(entity.isRepeatable()).isFalse();
              assertThat(entity.isChunked()).isFalse();
              return EntityUtils.toString(entity);
            });
    assertThat(context.getResponse().getCode()).isEqualTo(200);
    assertThat(context.getSSLSession()).isNull();
  }

  @Test
  public void answerWithoutContent_hasNoEntity() throws IOException {
    script(ScriptedTaker.accept(new Reply(204, Headers.NONE, new byte[0])));

    assertThat(call(put())).isNull();
    assertNothingSent();
  }

  @Test
  public void answerNobodyReads_isClosedInPeace() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    client.build().execute(put()).close();
    assertNoConnection();
  }

  @Test
  public void answerReadToItsEnd_isClosedAsOneFromAConnection() throws IOException {
    String alone = secondReading();
    script(ScriptedTaker.accept(QUEUED));

    assertThat(secondReading()).isEqualTo(alone);
    assertThat(taker.commits).hasValue(1);
  }

  private String secondReading() throws IOException {
    return client
        .build()
        .execute(
            put(),
            response -> {
              EntityUtils.toString(response.getEntity());
              try {
                return "read " + response.getEntity().getContent().read();
              } catch (IOException e) {
                return e.toString();
              }
            });
  }

  @Test
  public void captured_asItWouldGoOnTheWire() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(put());

    CapturedRequest captured = capturedPut();
    assertThat(captured.headers().first("Content-Type")).startsWith("application/json");
    assertThat(captured.headers().first("Content-Length")).isEqualTo("17");
    assertThat(captured.headers().first("Host")).isEqualTo("127.0.0.1:" + server.port());
    assertThat(captured.headers().first("User-Agent")).startsWith("Apache-HttpClient/");
  }

  @Test
  public void targetNamedApart_isTakenToo() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    HttpPut put = new HttpPut(PATH);
    HttpHost target = new HttpHost("http", "127.0.0.1", server.port());

    String answer = client.build().execute(target, put, ClassicContract::text);
    assertThat(answer).isEqualTo("{}");
    assertThat(taker.requests.get(0).target()).isEqualTo(PATH);
  }

  @Test
  public void withoutEntity_isTakenToo() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(authorized(new HttpDelete(server.url(PATH))))).isEqualTo("{}");
    assertThat(bodyTaken()).isEmpty();
  }

  @Test
  public void expectContinue_isTakenWithItsBody() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    HttpPut put = put();
    put.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());

    assertThat(call(put)).isEqualTo("{}");
    assertThat(bodyTaken()).isEqualTo(BODY);
  }

  @Test
  public void refusal_isAnOrdinaryResponse() throws IOException {
    script(ScriptedTaker.accept(LoopbackStub.json(400, "{\"meta\":{}}")));

    client
        .build()
        .execute(
            put(),
            response -> {
              assertThat(response.getCode()).isEqualTo(400);
              assertThat(response.getReasonPhrase()).isEqualTo("Bad Request");
              assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("{\"meta\":{}}");
              return null;
            });
  }

  @Test
  public void headAndOptions_areNotTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(new HttpHead(server.url(PATH)));
    call(new HttpOptions(server.url(PATH)));

    assertThat(server.received).extracting("method").containsExactly("HEAD", "OPTIONS");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void foreignHost_isNotTouched() throws IOException {
    taker = ScriptedTaker.on(1, ScriptedTaker.accept(QUEUED));

    assertThat(call(put())).isEqualTo(FROM_SERVER);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void minimalClient_passesThrough() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    try (CloseableHttpClient minimal = HttpClients.createMinimal()) {
      String answer = minimal.execute(put(), ClassicContract::text);
      assertThat(answer).isEqualTo(FROM_SERVER);
    }
    assertThat(taker.requests).isEmpty();
  }
}
