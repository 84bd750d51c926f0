package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;

/** What HttpClient puts around a call works around a taken one too. */
public final class ClassicLayersContract extends ClassicContract {
  private static final Reply CHALLENGE =
      new Reply(401, Headers.of("WWW-Authenticate", "Basic realm=\"cio\""), new byte[0]);

  private final List<String> seen = new ArrayList<>();

  @Test
  public void everyLayer_runsOnceAroundATakenCall() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    layered();

    assertThat(call(put())).isEqualTo("{}");
    assertThat(seen)
        .containsExactly(
            "handler before",
            "request interceptor",
            "executor",
            "response interceptor 200",
            "handler after 200");
    assertThat(taker.requests.get(0).headers().first("X-Signed")).isEqualTo("yes");
    assertNothingSent();
  }

  @Test
  public void everyLayer_runsOnceAroundAPassedCall() throws IOException {
    script(ScriptedTaker.pass());
    layered();

    assertThat(call(put())).isEqualTo(FROM_SERVER);
    assertThat(seen)
        .containsExactly(
            "handler before",
            "request interceptor",
            "executor",
            "response interceptor 200",
            "handler after 200");
    assertThat(received().headers().first("X-signed")).isEqualTo("yes");
  }

  @Test
  public void responseInterceptorThatFails_undoesNothing() {
    script(ScriptedTaker.accept(QUEUED));
    client.addResponseInterceptorFirst(
        (response, entity, context) -> {
          throw new IOException("bad checksum");
        });
    client.disableAutomaticRetries();

    assertThat(failureOf(put())).hasMessage("bad checksum");
    assertThat(taker.commits).hasValue(1);
    assertNothingSent();
  }

  @Test
  public void requestInterceptorThatFails_failsTheCallAndNothingIsTaken() {
    script(ScriptedTaker.accept(QUEUED));
    client.addRequestInterceptorFirst(
        (request, entity, context) -> {
          throw new HttpException("no signature");
        });

    assertThat(failureOf(put())).hasMessage("no signature");
    assertThat(taker.requests).isEmpty();
    assertNothingSent();
  }

  @Test
  public void executorThatFailsBefore_nothingIsCommitted() {
    script(ScriptedTaker.accept(QUEUED));
    client.setRequestExecutor(
        new HttpRequestExecutor() {
          @Override
          public ClassicHttpResponse execute(
              ClassicHttpRequest request,
              HttpClientConnection connection,
              HttpResponseInformationCallback information,
              HttpContext context)
              throws HttpException {
            throw new HttpException("quota used up");
          }
        });

    assertThat(failureOf(put())).hasMessage("quota used up");
    assertThat(taker.commits).hasValue(0);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void challenge_isAnsweredByTheClientsOwnAuthentication() throws IOException {
    script(
        engine ->
            ScriptedTaker.accept(engine.requests.size() == 1 ? CHALLENGE : QUEUED).apply(engine));
    credentials();

    assertThat(call(unauthorized())).isEqualTo("{}");
    assertThat(taker.requests)
        .extracting(request -> request.headers().first("Authorization"))
        .containsExactly(null, "Basic c2l0ZTprZXk=");
    assertNothingSent();
  }

  @Test
  public void challengeOfTheServer_isAnsweredByATakenCall() throws IOException {
    try (LoopbackStub challenging = LoopbackStub.answering(CHALLENGE)) {
      taker =
          ScriptedTaker.on(
              challenging.port(),
              engine ->
                  engine.requests.size() == 1
                      ? Takeover.Pass.PASS
                      : ScriptedTaker.accept(QUEUED).apply(engine));
      credentials();
      HttpPut put = new HttpPut(challenging.url(PATH));
      put.setEntity(new StringEntity(BODY, ContentType.APPLICATION_JSON));

      assertThat(call(put)).isEqualTo("{}");
      assertThat(challenging.received).hasSize(1);
      assertThat(taker.commits).hasValue(1);
      assertThat(connections.getTotalStats().getLeased()).isZero();
    }
  }

  @Test
  public void redirect_isFollowedByTheClient() throws IOException {
    script(
        engine ->
            ScriptedTaker.accept(
                    engine.requests.size() == 1
                        ? new Reply(307, Headers.of("Location", "/elsewhere"), new byte[0])
                        : QUEUED)
                .apply(engine));

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.requests)
        .extracting(request -> request.target())
        .containsExactly(PATH, "/elsewhere");
    assertNothingSent();
  }

  private void layered() {
    client.addExecInterceptorFirst(
        "application",
        (request, scope, chain) -> {
          seen.add("handler before");
          ClassicHttpResponse response = chain.proceed(request, scope);
          seen.add("handler after " + response.getCode());
          return response;
        });
    client.addRequestInterceptorLast(
        (request, entity, context) -> {
          seen.add("request interceptor");
          request.setHeader("X-Signed", "yes");
        });
    client.addResponseInterceptorFirst(
        (response, entity, context) -> seen.add("response interceptor " + response.getCode()));
    client.setRequestExecutor(
        new HttpRequestExecutor() {
          @Override
          public ClassicHttpResponse execute(
              ClassicHttpRequest request,
              HttpClientConnection connection,
              HttpResponseInformationCallback information,
              HttpContext context)
              throws IOException, HttpException {
            seen.add("executor");
            return super.execute(request, connection, information, context);
          }
        });
  }

  private void credentials() {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope("127.0.0.1", -1),
        new UsernamePasswordCredentials("site", "key".toCharArray()));
    client.setDefaultCredentialsProvider(credentials);
  }

  private HttpPut unauthorized() {
    HttpPut put = put();
    put.removeHeaders("Authorization");
    return put;
  }
}
