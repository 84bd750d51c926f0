package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;

/** Bodies that can be written once only. */
public final class OneShotBodyContract extends OkHttpContract {
  @Test
  public void oneShotBody_isTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    OneShotBody body = new OneShotBody(BODY.length());

    assertThat(call(request().put(body).build())).isEqualTo("{}");
    assertThat(body.written).hasValue(1);
  }

  @Test
  public void oneShotBody_isReplayed() throws IOException {
    script(ScriptedTaker.pass());
    OneShotBody body = new OneShotBody(BODY.length());

    assertThat(call(request().put(body).build())).isEqualTo("{\"from\":\"server\"}");
    assertServerGot(BODY);
    assertThat(body.written).hasValue(1);
  }

  @Test
  public void oneShotBodyOfUnknownLength_isNotTouched() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    OneShotBody body = new OneShotBody(-1);

    call(request().put(body).build());
    assertThat(body.written).hasValue(1);
    assertThat(server.received).hasSize(BodyTraits.isOneShot(body) ? 1 : 0);
  }

  @Test
  public void oneShotBodyThatFails_failsOnceAsItDoes() {
    script(ScriptedTaker.accept(QUEUED));
    AtomicInteger written = new AtomicInteger();
    RequestBody body =
        new OneShotBody(BODY.length()) {
          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            if (written.incrementAndGet() > 1 && BodyTraits.isOneShot(this)) {
              throw new AssertionError("written twice");
            }
            sink.writeUtf8("{");
            throw new InterruptedIOException("no more input");
          }
        };

    assertThatThrownBy(() -> call(request().put(body).build()))
        .isExactlyInstanceOf(InterruptedIOException.class)
        .hasMessage("no more input");
    assertThat(taker.requests).isEmpty();
  }
}
