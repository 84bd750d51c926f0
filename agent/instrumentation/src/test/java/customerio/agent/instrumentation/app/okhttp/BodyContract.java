package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/** Bodies that are large, of unknown length, or written while the answer is read. */
public final class BodyContract extends OkHttpContract {
  @Test
  public void largeBody_goesToTheOriginal() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    String large = "x".repeat(ScriptedTaker.MAX_BODY_BYTES + 1);

    call(request().put(RequestBody.create(JSON, large)).build());
    assertServerGot(large);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void largeBodyOfUnknownLength_goesToTheOriginal() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    String large = "x".repeat(ScriptedTaker.MAX_BODY_BYTES + 1);

    call(request().put(new CountedBody(large, -1)).build());
    assertServerGot(large);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void bodyOfUnknownLength_isTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(request().put(new CountedBody(-1)).build())).isEqualTo("{}");
    assertThat(taker.requests.get(0).body()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
  }

  @Test
  public void bodyOfUnknownLength_isReplayedInChunks() throws IOException {
    script(ScriptedTaker.pass());

    call(request().put(new CountedBody(-1)).build());
    assertServerGot(BODY);
    assertThat(server.received.get(0).headers().first("Transfer-encoding")).isEqualTo("chunked");
  }

  @Test
  public void duplexBody_isNotTouched() {
    script(ScriptedTaker.accept(QUEUED));
    CountedBody body =
        new CountedBody(-1) {
          public boolean isDuplex() {
            return true;
          }
        };
    if (BodyTraits.isDuplex(body)) {
      // OkHttp has no such thing over HTTP/1.1
      assertThatThrownBy(() -> call(request().post(body).build()))
          .isInstanceOf(java.net.ProtocolException.class);
      assertThat(taker.requests).isEmpty();
      assertThat(body.written).hasValue(0);
    }
  }
}
