package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;

/** What OkHttp puts around a call works around a taken one too. */
public final class CallLayersContract extends OkHttpContract {
  @Test
  public void applicationInterceptors_runAround() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    client.addInterceptor(new Gzip());

    assertThat(call(put())).isEqualTo("{}");
    CapturedRequest captured = taker.requests.get(0);
    assertThat(captured.headers().first("Content-Encoding")).isEqualTo("gzip");
    Buffer sent = new Buffer().write(captured.body());
    assertThat(Okio.buffer(new okio.GzipSource(sent)).readUtf8()).isEqualTo(BODY);
  }

  @Test
  public void authenticator_answersAChallenge() throws IOException {
    Iterator<Reply> replies =
        List.of(
                new Reply(401, Headers.of("WWW-Authenticate", "Basic realm=\"cio\""), new byte[0]),
                QUEUED)
            .iterator();
    script(ScriptedTaker.accept(replies::next, () -> true));
    client.authenticator(
        (route, response) ->
            response
                .request()
                .newBuilder()
                .header("Authorization", Credentials.basic("site", "key"))
                .build());

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.requests)
        .extracting(request -> request.headers().first("Authorization"))
        .containsExactly("Basic c2l0ZTpr", "Basic c2l0ZTprZXk=");
  }

  private static final class Gzip implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
      Buffer packed = new Buffer();
      BufferedSink sink = Okio.buffer(new GzipSink(packed));
      chain.request().body().writeTo(sink);
      sink.close();
      return chain.proceed(
          chain
              .request()
              .newBuilder()
              .header("Content-Encoding", "gzip")
              .put(RequestBody.create(JSON, packed.readByteArray()))
              .build());
    }
  }
}
