package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.auth.BasicScheme;
import org.apache.http.impl.client.BasicAuthCache;
import org.apache.http.impl.client.BasicCookieStore;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;

/** What the client puts around a call works around a taken one too. */
public final class ClientLayersContract extends Apache4Contract {
  private static final String SITE_KEY = "Basic c2l0ZTprZXk=";

  @Test
  public void interceptors_seeRequestAndAnswer() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    List<String> seen = new ArrayList<>();
    builder.addInterceptorLast(
        (org.apache.http.HttpRequest request, HttpContext context) -> {
          request.addHeader("X-Signed", "yes");
          seen.add("request");
        });
    builder.addInterceptorFirst(
        (org.apache.http.HttpResponse response, HttpContext context) ->
            seen.add("response " + response.getStatusLine().getStatusCode()));

    call(put());
    assertThat(seen).containsExactly("request", "response 200");
    assertThat(taker.requests.get(0).headers().first("X-Signed")).isEqualTo("yes");
  }

  @Test
  public void requestExecutor_runsOnce() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    CountingExecutor executor = new CountingExecutor();
    builder.setRequestExecutor(executor);

    assertThat(call(put())).isEqualTo("{}");
    assertThat(executor.executions).isEqualTo(1);
    assertNothingConnected();
  }

  @Test
  public void cookies_areKept() throws IOException {
    script(
        ScriptedTaker.accept(new Reply(200, Headers.of("Set-Cookie", "a=b; path=/"), new byte[0])));
    BasicCookieStore cookies = new BasicCookieStore();
    builder.setDefaultCookieStore(cookies);

    call(put());
    assertThat(cookies.getCookies()).extracting("name").containsExactly("a");
  }

  @Test
  public void expectContinue_doesNotWait() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    HttpPut put = put();
    put.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());

    assertThat(call(put)).isEqualTo("{}");
    assertThat(taker.requests.get(0).headers().first("Expect"))
        .isEqualToIgnoringCase("100-continue");
  }

  @Test
  public void credentialsOfTheClient_areSaidAtOnce() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    builder.setDefaultCredentialsProvider(credentials());

    assertThat(call(withoutAuthorization())).isEqualTo("{}");
    assertThat(authorizations()).containsExactly(SITE_KEY);
  }

  @Test
  public void cachedAuthentication_isSaidAtOnce() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    HttpClientContext context = HttpClientContext.create();
    context.setCredentialsProvider(credentials());
    BasicAuthCache cache = new BasicAuthCache();
    cache.put(new HttpHost("127.0.0.1", server.port(), "http"), new BasicScheme());
    context.setAuthCache(cache);

    builder.build().execute(withoutAuthorization(), context).close();
    assertThat(authorizations()).containsExactly(SITE_KEY);
    assertThat(context.getRequest().getFirstHeader("Authorization").getValue()).isEqualTo(SITE_KEY);
  }

  @Test
  public void challenge_isAnswered() throws IOException {
    Iterator<Reply> replies =
        List.of(
                new Reply(401, Headers.of("WWW-Authenticate", "Basic realm=\"cio\""), new byte[0]),
                QUEUED)
            .iterator();
    script(
        taker ->
            ScriptedTaker.relay(
                    java.util.concurrent.CompletableFuture.completedFuture(replies.next()))
                .apply(taker));
    builder.setDefaultCredentialsProvider(credentials());
    HttpPut put = withoutAuthorization();

    try (CloseableHttpResponse response = builder.build().execute(put)) {
      assertThat(response.getStatusLine().getStatusCode()).isEqualTo(200);
    }
    assertThat(authorizations()).containsExactly(SITE_KEY, SITE_KEY);
    assertNothingConnected();
  }

  /** A 401 has changed nothing, so the call can begin anew. */
  @Test
  public void challengeWhoseAnswerPasses_originalRuns() throws IOException {
    Reply challenge =
        new Reply(401, Headers.of("WWW-Authenticate", "Basic realm=\"cio\""), new byte[0]);
    script(
        taker ->
            (taker.requests.size() == 1
                    ? ScriptedTaker.relay(
                        java.util.concurrent.CompletableFuture.completedFuture(challenge))
                    : ScriptedTaker.pass())
                .apply(taker));
    builder.setDefaultCredentialsProvider(credentials());

    assertThat(call(withoutAuthorization())).isEqualTo(SERVER_SAYS);
    assertServerGot(BODY);
  }

  private HttpPut withoutAuthorization() {
    HttpPut put = put();
    put.removeHeaders("Authorization");
    return put;
  }

  private List<String> authorizations() {
    return taker.requests.stream()
        .map(request -> request.headers().first("Authorization"))
        .toList();
  }

  private static BasicCredentialsProvider credentials() {
    BasicCredentialsProvider provider = new BasicCredentialsProvider();
    provider.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("site", "key"));
    return provider;
  }
}
