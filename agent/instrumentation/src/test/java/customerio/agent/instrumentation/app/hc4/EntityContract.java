package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpEntity;
import org.apache.http.client.entity.GzipCompressingEntity;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.entity.StringEntity;
import org.junit.jupiter.api.Test;

/** Entities of all kinds. */
public final class EntityContract extends Apache4Contract {
  private static final String LARGE = "x".repeat(ScriptedTaker.MAX_BODY_BYTES + 1);

  @Test
  public void largeEntity_goesToTheOriginal() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    assertBypassed(new StringEntity(LARGE, StandardCharsets.UTF_8), LARGE);
  }

  @Test
  public void largeStreamOfUnknownLength_goesToTheOriginalWhole() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    assertBypassed(stream(LARGE, -1), LARGE);
  }

  @Test
  public void largeEntityThatWritesItself_goesToTheOriginalWhole() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    assertBypassed(new Writing(LARGE, null), LARGE);
  }

  @Test
  public void streams_areTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(stream(BODY, BODY.length())))).isEqualTo("{}");
    assertThat(call(put(stream(BODY, -1)))).isEqualTo("{}");
    assertThat(call(put(new Writing(BODY, null)))).isEqualTo("{}");
    Writing saysThatItStreams = new Writing(BODY, null);
    saysThatItStreams.streaming = true;
    assertThat(call(put(saysThatItStreams))).isEqualTo("{}");
    assertThat(taker.requests)
        .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
        .containsExactly(BODY, BODY, BODY, BODY);
    assertNothingConnected();
  }

  @Test
  public void passedStreamOfUnknownLength_isReplayedInChunks() throws IOException {
    script(ScriptedTaker.pass());

    call(put(stream(BODY, -1)));
    assertServerGot(BODY);
    assertThat(server.received.get(0).headers().first("Transfer-encoding")).isEqualTo("chunked");
  }

  @Test
  public void gzip_isCapturedAsItWouldBeSent() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    call(put(new GzipCompressingEntity(new StringEntity(BODY, StandardCharsets.UTF_8))));
    assertThat(taker.requests.get(0).headers().first("Content-Encoding")).isEqualTo("gzip");
    try (InputStream body =
        new java.util.zip.GZIPInputStream(new ByteArrayInputStream(taker.requests.get(0).body()))) {
      assertThat(body).hasContent(BODY);
    }
  }

  @Test
  public void entityThatFails_failsOnceAsItDoes() {
    script(ScriptedTaker.accept(QUEUED));
    IllegalStateException broken = new IllegalStateException("no more input");
    Writing entity = new Writing("{", broken);

    assertThatThrownBy(() -> call(put(entity))).isSameAs(broken);
    assertThat(entity.written).hasValue(1);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void streamShorterThanItSays_isNotTaken() {
    script(ScriptedTaker.accept(QUEUED));
    HttpEntity entity = stream(BODY, BODY.length());
    InputStreamEntity liar =
        new InputStreamEntity(new ByteArrayInputStream(new byte[3]), BODY.length());

    assertThat(entity.getContentLength()).isEqualTo(liar.getContentLength());
    CapturedEntity captured = CapturedEntity.of(put(liar), ScriptedTaker.MAX_BODY_BYTES);
    assertThat(captured.isWhole()).isFalse();
  }

  private void assertBypassed(HttpEntity entity, String body) throws IOException {
    assertThat(call(put(entity))).isEqualTo(SERVER_SAYS);
    assertServerGot(body);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  private static InputStreamEntity stream(String text, long length) {
    return new InputStreamEntity(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), length);
  }

  /** Once, and as long as it takes: a connector's. */
  private static final class Writing extends AbstractHttpEntity {
    final AtomicInteger written = new AtomicInteger();
    private final String text;
    private final RuntimeException failure;
    boolean streaming;

    Writing(String text, RuntimeException failure) {
      this.text = text;
      this.failure = failure;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
      written.incrementAndGet();
      target.write(text.getBytes(StandardCharsets.UTF_8));
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isStreaming() {
      return streaming;
    }
  }
}
