package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** The application's network interceptors, which run between both seams. */
public final class NetworkInterceptorContract extends OkHttpContract {
  @Test
  public void networkInterceptors_seeRequestAndAnswer() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    List<String> seen = new ArrayList<>();
    client.addNetworkInterceptor(
        chain -> {
          seen.add("request " + (chain.connection() == null));
          Request signed = chain.request().newBuilder().header("X-Signed", "yes").build();
          Response response = chain.proceed(signed);
          seen.add("response " + response.code());
          return response.newBuilder().header("X-Seen", "yes").build();
        });

    try (Response response = client.build().newCall(put()).execute()) {
      assertThat(response.header("X-Seen")).isEqualTo("yes");
      assertThat(response.body().string()).isEqualTo("{}");
    }
    assertThat(seen).containsExactly("request true", "response 200");
    assertThat(taker.requests)
        .extracting(request -> request.headers().first("X-Signed"))
        .as("taken once, as it would have been sent")
        .containsExactly("yes");
    assertThat(taker.commits).hasValue(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void networkInterceptors_runOnceOnAPassedCall() throws IOException {
    script(ScriptedTaker.pass());
    taker.mayTake = false;
    AtomicInteger runs = new AtomicInteger();
    client.addNetworkInterceptor(
        chain -> {
          runs.incrementAndGet();
          assertThat(chain.connection()).isNotNull();
          return chain.proceed(chain.request());
        });
    CountedBody body = new CountedBody(BODY.length());

    assertThat(call(request().put(body).build())).isEqualTo("{\"from\":\"server\"}");
    assertThat(runs).hasValue(1);
    assertThat(taker.requests).hasSize(1);
    assertThat(body.written).hasValue(1);
    assertServerGot(BODY);
  }

  @Test
  public void watchedCall_isTakenAndToldOnce() throws IOException {
    script(ScriptedTaker.watch());
    taker.mayTake = false;
    client.addNetworkInterceptor(chain -> chain.proceed(chain.request()));

    assertThat(call(put())).isEqualTo("{\"from\":\"server\"}");
    assertThat(taker.requests).hasSize(1);
    assertThat(taker.watched).containsExactly(200);
  }

  @Test
  public void callThatCouldBeTakenAfterAll_runsAsItWasAboutTo() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    taker.mayTake = false;
    client.addNetworkInterceptor(chain -> chain.proceed(chain.request()));

    assertThat(call(put())).isEqualTo("{\"from\":\"server\"}");
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void commitRefusedBehindNetworkInterceptors_originalRunsOnce() throws IOException {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    client.addNetworkInterceptor(chain -> chain.proceed(chain.request()));
    OneShotBody body = new OneShotBody(BODY.length());

    assertThat(call(request().put(body).build())).isEqualTo("{\"from\":\"server\"}");
    assertServerGot(BODY);
    assertThat(body.written).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  public void networkInterceptorThatHidesFailures_cannotLoseTheCall() throws IOException {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    client.addNetworkInterceptor(
        chain -> {
          try {
            return chain.proceed(chain.request());
          } catch (IOException e) {
            return WireView.response(chain.request(), QUEUED, 1);
          }
        });

    assertThat(call(put())).isEqualTo("{\"from\":\"server\"}");
    assertServerGot(BODY);
  }

  @Test
  public void networkInterceptorThatNeedsAConnection_getsOne() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    AtomicInteger runs = new AtomicInteger();
    client.addNetworkInterceptor(
        chain -> {
          runs.incrementAndGet();
          assertThat(chain.connection().protocol()).isEqualTo(Protocol.HTTP_1_1);
          return chain.proceed(chain.request());
        });
    OkHttpClient built = client.build();

    built.newCall(put()).execute().close();
    built.newCall(put()).execute().close();
    assertServerGot(BODY, BODY);
    assertThat(runs).as("the first call found out, the second knew").hasValue(3);
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed).hasSize(1);
  }

  @Test
  public void networkInterceptorThatFailsBefore_letsTheEngineKnowOfACallItHasNotSeen()
      throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    client.addNetworkInterceptor(
        chain -> {
          if (chain.connection() == null) {
            throw new IOException("no connection");
          }
          return chain.proceed(chain.request());
        });

    assertThat(call(put())).isEqualTo("{\"from\":\"server\"}");
    assertServerGot(BODY);
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void networkInterceptorThatFailsAfterwards_failsTheCallOnce() {
    script(ScriptedTaker.accept(QUEUED));
    client.addNetworkInterceptor(
        chain -> {
          chain.proceed(chain.request()).close();
          throw new IOException("bad checksum");
        });

    assertThatThrownBy(() -> call(put()))
        .isInstanceOf(IOException.class)
        .hasMessage("bad checksum");
    assertThat(taker.commits).hasValue(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void callWithinANetworkInterceptor_isItsOwn() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    OkHttpClient inner = new OkHttpClient();
    client.addNetworkInterceptor(
        chain -> {
          inner.newCall(put()).execute().close();
          return chain.proceed(chain.request());
        });

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.commits).hasValue(2);
    assertThat(server.received).isEmpty();
  }
}
