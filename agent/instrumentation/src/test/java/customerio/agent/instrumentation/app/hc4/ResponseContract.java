package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.util.EntityUtils;
import org.junit.jupiter.api.Test;

/** The response as the client's own type. */
public final class ResponseContract extends Apache4Contract {
  @Test
  public void response_saysWhatTheReplySays() throws IOException {
    Headers headers =
        Headers.of(
            "Content-Type", "application/json",
            "Content-Length", "2",
            "X-Customerio-Agent", "queued; id=1");
    script(ScriptedTaker.accept(new Reply(200, headers, QUEUED.body())));
    try (CloseableHttpResponse response = builder.build().execute(put())) {
      assertThat(response.getStatusLine().toString()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(response.getFirstHeader("X-Customerio-Agent").getValue())
          .isEqualTo("queued; id=1");
      assertThat(response.getEntity().getContentLength()).isEqualTo(2);
      assertThat(response.getEntity().isChunked()).isFalse();
      assertThat(response.getEntity().getContentType().getValue()).isEqualTo("application/json");
      assertThat(response.getEntity().isStreaming()).isTrue();
      assertThat(response.getEntity().isRepeatable()).isFalse();
    }
  }

  /** Jersey makes a header of what its entity says. */
  @Test
  public void answerInPieces_knowsNoLength() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    try (CloseableHttpResponse response = builder.build().execute(put())) {
      assertThat(response.getEntity().getContentLength()).isEqualTo(-1);
      assertThat(response.getEntity().isChunked()).isTrue();
    }
  }

  @Test
  public void noContent_hasNoEntity() throws IOException {
    script(ScriptedTaker.accept(new Reply(204, Headers.NONE, new byte[0])));

    assertThat(call(put())).isNull();
  }

  @Test
  public void streamThatIsClosed_cannotBeReadOn() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    try (CloseableHttpResponse response = builder.build().execute(put())) {
      InputStream content = response.getEntity().getContent();
      content.close();

      assertThatThrownBy(content::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void entity_isReadOnce() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    try (CloseableHttpResponse response = builder.build().execute(put())) {
      HttpEntity entity = response.getEntity();

      assertThat(EntityUtils.toString(entity)).isEqualTo("{}");
      assertThatThrownBy(() -> EntityUtils.toString(entity)).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void closing_isHarmlessAtAnyTime() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    CloseableHttpResponse response = builder.build().execute(put());
    response.close();
    response.close();

    assertThat(response.getStatusLine().getStatusCode()).isEqualTo(200);
    assertNothingConnected();
  }
}
