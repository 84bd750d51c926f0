package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.DigestingEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.classic.AbstractClassicEntityProducer;
import org.junit.jupiter.api.Test;

/** Entities that come in parts, later, from other threads, or are too large. */
public final class AsyncProducerContract extends AsyncContract {
  private static final String LARGE = "x".repeat(5 * ScriptedTaker.MAX_BODY_BYTES);

  @Test
  public void entityThatComesLater_isTaken() throws InterruptedException {
    script(ScriptedTaker.accept(QUEUED));
    LateProducer entity = new LateProducer(BODY);
    Future<SimpleHttpResponse> call = execute(entity);
    assertThat(taker.requests).as("nothing is there yet").isEmpty();
    entity.comeInParts(3);

    assertThat(answerTo(call).getBodyText()).isEqualTo("{}");
    assertThat(bodyTaken()).isEqualTo(BODY);
    entity.awaitRelease();
    assertNothingSent();
  }

  /** What it has came just after it was called, and before it asked. */
  @Test
  public void entityThatIsWrittenAtTheSecondCall_isTaken() {
    script(ScriptedTaker.accept(QUEUED));
    LateProducer entity =
        new LateProducer(BODY) {
          private boolean called;

          @Override
          public synchronized void produce(DataStreamChannel to) throws IOException {
            if (called) {
              super.produce(to);
            }
            called = true;
          }
        };
    entity.comeInParts(1);

    assertThat(call(entity).getBodyText()).isEqualTo("{}");
    assertThat(bodyTaken()).isEqualTo(BODY);
  }

  @Test
  public void entityThatComesLater_isReplayed() {
    script(ScriptedTaker.pass());
    LateProducer entity = new LateProducer(BODY);
    Future<SimpleHttpResponse> call = execute(entity);
    entity.comeInParts(3);

    assertThat(answerTo(call).getBodyText()).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
  }

  @Test
  public void largeEntityThatComesLater_arrivesWhole() {
    script(ScriptedTaker.accept(QUEUED));
    LateProducer entity = new LateProducer(LARGE);
    Future<SimpleHttpResponse> call = execute(entity);
    entity.comeInParts(7);

    assertThat(answerTo(call).getBodyText()).isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
  }

  @Test
  public void largeEntity_goesToTheOriginal() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(new BasicAsyncEntityProducer(LARGE, ContentType.TEXT_PLAIN)).getBodyText())
        .isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
  }

  @Test
  public void largeEntityOfUnknownLength_arrivesWhole() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(
            call(new BasicAsyncEntityProducer(LARGE.getBytes(), ContentType.TEXT_PLAIN, true))
                .getBodyText())
        .isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
  }

  @Test
  public void entityWrittenByABlockingThread_isTaken() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(new Blocking(BODY)).getBodyText()).isEqualTo("{}");
    assertThat(bodyTaken()).isEqualTo(BODY);
    assertNothingSent();
  }

  @Test
  public void largeEntityWrittenByABlockingThread_arrivesWhole() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(new Blocking(LARGE)).getBodyText()).isEqualTo(FROM_SERVER);
    assertBypassed(LARGE);
  }

  @Test
  public void entityWithTrailers_isLeftAlone() {
    script(ScriptedTaker.accept(QUEUED));
    byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);

    failureOf(
        execute(
            new DigestingEntityProducer(
                "MD5", new BasicAsyncEntityProducer(bytes, ContentType.APPLICATION_JSON, true))));
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void producerThatFails_failsTheCallAsItDoes() {
    script(ScriptedTaker.accept(QUEUED));
    LateProducer entity =
        new LateProducer(BODY) {
          @Override
          public void produce(DataStreamChannel channel) throws IOException {
            throw new IOException("no more input");
          }
        };

    assertThat(failureOf(execute(entity)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no more input");
    assertThat(taker.requests).isEmpty();
    assertThat(server.received).isEmpty();
  }

  private Future<SimpleHttpResponse> execute(AsyncEntityProducer entity) {
    return client()
        .execute(new BasicRequestProducer(head(), entity), SimpleResponseConsumer.create(), null);
  }

  private void assertBypassed(String body) {
    assertServerGot(body);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  /** Waits for the connection to take what it has written, on a thread of its own. */
  private static final class Blocking extends AbstractClassicEntityProducer {
    private final String text;

    Blocking(String text) {
      super(64, ContentType.APPLICATION_JSON, task -> new Thread(task).start());
      this.text = text;
    }

    @Override
    protected void produceData(ContentType contentType, OutputStream out) throws IOException {
      for (char c : text.toCharArray()) {
        out.write(c);
      }
      out.close();
    }
  }
}
