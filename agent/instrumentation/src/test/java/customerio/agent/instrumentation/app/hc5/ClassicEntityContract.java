package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Test;

/** Entities that are large, of unknown length, or can be written once only. */
public final class ClassicEntityContract extends ClassicContract {
  private static final String LARGE = "x".repeat(3 * ScriptedTaker.MAX_BODY_BYTES);

  @Test
  public void largeEntity_goesToTheOriginal() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(new StringEntity(LARGE)))).isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
  }

  @Test
  public void largeEntityOfUnknownLength_goesToTheOriginal() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(template(LARGE, new AtomicInteger())))).isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
  }

  @Test
  public void largeStreamOfUnknownLength_arrivesWhole() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(new InputStreamEntity(stream(LARGE), ContentType.APPLICATION_JSON))))
        .isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
    assertThat(received().headers().first("Transfer-encoding")).isEqualTo("chunked");
  }

  @Test
  public void streamOfUnknownLength_isTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(new InputStreamEntity(stream(BODY), ContentType.APPLICATION_JSON))))
        .isEqualTo("{}");
    assertThat(bodyTaken()).isEqualTo(BODY);
    assertNothingSent();
  }

  @Test
  public void streamOfUnknownLength_isReplayedInChunks() throws IOException {
    script(ScriptedTaker.pass());

    assertThat(call(put(new InputStreamEntity(stream(BODY), ContentType.APPLICATION_JSON))))
        .isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(received().headers().first("Transfer-encoding")).isEqualTo("chunked");
  }

  @Test
  public void entityThatOnlyWritesItselfOnce_isTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(writer(BODY)))).isEqualTo("{}");
    assertThat(bodyTaken()).isEqualTo(BODY);
    assertNothingSent();
  }

  @Test
  public void entityThatOnlyWritesItselfOnce_isReplayed() throws IOException {
    script(ScriptedTaker.pass());

    assertThat(call(put(writer(BODY)))).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
  }

  @Test
  public void largeEntityThatOnlyWritesItselfOnce_arrivesWhole() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(writer(LARGE)))).isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
  }

  @Test
  public void streamOfKnownLength_isTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(put(counted(stream(BODY))))).isEqualTo("{}");
    assertThat(bodyTaken()).isEqualTo(BODY);
  }

  @Test
  public void streamOfKnownLength_isReplayed() throws IOException {
    script(ScriptedTaker.pass());

    assertThat(call(put(counted(stream(BODY))))).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(received().headers().first("Content-length")).isEqualTo("17");
  }

  @Test
  public void streamThatFails_failsTheCallAsItDoes() {
    script(ScriptedTaker.accept(QUEUED));
    InputStream failing =
        new SequenceInputStream(
            stream("{"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new InterruptedIOException("no more input");
              }
            });

    assertThat(failureOf(put(new InputStreamEntity(failing, ContentType.APPLICATION_JSON))))
        .isExactlyInstanceOf(InterruptedIOException.class)
        .hasMessage("no more input");
    assertThat(taker.requests).isEmpty();
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  public void repeatableEntity_isWrittenOnceForThePassedCall() throws IOException {
    script(ScriptedTaker.pass());
    AtomicInteger written = new AtomicInteger();

    assertThat(call(put(template(BODY, written)))).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(written).hasValue(1);
  }

  private void assertBypassed(String body) {
    assertServerGot(body);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  private static HttpEntity template(String text, AtomicInteger written) {
    return new EntityTemplate(
        -1,
        ContentType.APPLICATION_JSON,
        null,
        out -> {
          written.incrementAndGet();
          out.write(text.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** As Spring's and Jersey's are. */
  private static HttpEntity writer(String text) {
    return new AbstractHttpEntity(ContentType.APPLICATION_JSON, null, true) {
      @Override
      public InputStream getContent() {
        throw new UnsupportedOperationException("it only writes");
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public boolean isStreaming() {
        return true;
      }

      @Override
      public long getContentLength() {
        return -1;
      }

      @Override
      public void close() {}
    };
  }

  private static HttpEntity counted(InputStream body) {
    return new InputStreamEntity(body, BODY.length(), ContentType.APPLICATION_JSON);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
