package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;

/** What holds for every supported version. Run by {@link OkHttpVersionsTest}, in its loaders. */
public final class OkHttpContract implements AutoCloseable {
  private static final String BODY = "{\"email\":\"a@b.c\"}";
  private static final String PATH = "/api/v1/customers/a%40b?x=1%202";
  private static final MediaType JSON = MediaType.parse("application/json; charset=utf-8");
  private static final Reply QUEUED =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));
  private static final Reply FROM_SERVER = LoopbackStub.json(200, "{\"from\":\"server\"}");

  private final LoopbackStub server;
  private final OkHttpClient.Builder client = new OkHttpClient.Builder();
  private ScriptedTaker taker;

  public OkHttpContract() throws IOException {
    server = LoopbackStub.answering(FROM_SERVER);
  }

  @Override
  public void close() {
    server.close();
    if (taker != null) {
      taker.close();
    }
  }

  private void script(Function<ScriptedTaker, Takeover> script) {
    taker = ScriptedTaker.on(server.port(), script);
  }

  private Request.Builder request() {
    return new Request.Builder().url(server.url(PATH)).header("Authorization", "Basic c2l0ZTpr");
  }

  private Request put() {
    return request().put(RequestBody.create(JSON, BODY)).build();
  }

  private String call(Request request) throws IOException {
    try (Response response = client.build().newCall(request).execute()) {
      return response.body().string();
    }
  }

  private List<String> bodiesReceived() {
    return server.received.stream().map(LoopbackStub.Received::body).toList();
  }

  private void assertCallReaches(String... bodies) {
    assertThat(bodiesReceived()).containsExactly(bodies);
  }

  @Test
  public void accepted_nothingIsSent() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    try (Response response = client.build().newCall(put()).execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.message()).isEqualTo("OK");
      assertThat(response.protocol()).isEqualTo(Protocol.HTTP_1_1);
      assertThat(response.handshake()).isNull();
      assertThat(response.header("X-Customerio-Agent")).isEqualTo("queued; id=1");
      assertThat(response.body().contentType()).isEqualTo(MediaType.parse("application/json"));
      assertThat(response.body().contentLength()).isEqualTo(2);
      assertThat(response.body().string()).isEqualTo("{}");
      assertThat(response.networkResponse()).isNotNull();
      assertThat(response.receivedResponseAtMillis())
          .isGreaterThanOrEqualTo(response.sentRequestAtMillis())
          .isPositive();
    }
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
    assertThat(server.received).isEmpty();
  }

  @Test
  public void captured_asItWouldGoOnTheWire() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(put());

    CapturedRequest captured = taker.requests.get(0);
    assertThat(captured.method()).isEqualTo("PUT");
    assertThat(captured.scheme()).isEqualTo("http");
    assertThat(captured.host()).isEqualTo("127.0.0.1");
    assertThat(captured.port()).isEqualTo(server.port());
    assertThat(captured.target()).isEqualTo(PATH);
    assertThat(captured.body()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
    assertThat(captured.headers().first("Authorization")).isEqualTo("Basic c2l0ZTpr");
    assertThat(captured.headers().first("Content-Type"))
        .isEqualTo("application/json; charset=utf-8");
    assertThat(captured.headers().first("Content-Length")).isEqualTo("17");
    assertThat(captured.headers().first("Host")).isEqualTo("127.0.0.1:" + server.port());
    assertThat(captured.headers().first("User-Agent")).startsWith("okhttp/");
  }

  @Test
  public void enqueued_callbackGetsTheAnswer() throws Exception {
    script(ScriptedTaker.accept(QUEUED));
    CompletableFuture<String> answer = new CompletableFuture<>();
    client
        .build()
        .newCall(put())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                answer.complete(response.body().string());
              }
            });

    assertThat(answer.get()).isEqualTo("{}");
    assertThat(server.received).isEmpty();
  }

  @Test
  public void withoutBody_isTakenToo() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(request().delete(null).build())).isEqualTo("{}");
    assertThat(taker.requests.get(0).body()).isEmpty();
  }

  @Test
  public void refusal_isAnOrdinaryResponse() throws IOException {
    script(ScriptedTaker.accept(LoopbackStub.json(400, "{\"meta\":{}}")));
    try (Response response = client.build().newCall(put()).execute()) {
      assertThat(response.code()).isEqualTo(400);
      assertThat(response.message()).isEqualTo("Bad Request");
      assertThat(response.body().string()).isEqualTo("{\"meta\":{}}");
    }
  }

  @Test
  public void passed_originalRunsOnce() throws IOException {
    script(ScriptedTaker.pass());
    assertOriginalRuns();
  }

  @Test
  public void commitRefused_originalRunsOnce() throws IOException {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    assertOriginalRuns();
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  public void takeFails_originalRunsOnce() throws IOException {
    script(ScriptedTaker.fail(new IllegalStateException("broken")));
    assertOriginalRuns();
    assertThat(taker.suppressed).containsExactly("okhttp: java.lang.IllegalStateException: broken");
  }

  @Test
  public void replyCannotBeBuilt_originalRunsOnce() throws IOException {
    script(ScriptedTaker.accept(new Reply(200, Headers.of("bad name\n", "x"), new byte[0])));
    assertOriginalRuns();
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed).hasSize(1);
  }

  @Test
  public void relayThatSentNothing_originalRunsOnce() throws IOException {
    script(
        ScriptedTaker.relay(CompletableFuture.failedFuture(new NothingSentException("no", null))));
    assertOriginalRuns();
  }

  private void assertOriginalRuns() throws IOException {
    CountedBody body = new CountedBody(BODY.length());
    assertThat(call(request().put(body).build())).isEqualTo("{\"from\":\"server\"}");
    assertCallReaches(BODY);
    assertThat(server.received.get(0).target()).isEqualTo(PATH);
    assertThat(server.received.get(0).headers().first("Content-length")).isEqualTo("17");
    assertThat(body.written).as("bodies that are written once only survive").hasValue(1);
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void relayed_answerIsShown() throws IOException {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    client.readTimeout(1234, TimeUnit.MILLISECONDS);

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
    assertThat(server.received).isEmpty();
  }

  @Test
  public void relayTimesOut_asTheSocketWould() {
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(new SocketTimeoutException("10 s"))));
    client.readTimeout(0, TimeUnit.MILLISECONDS);

    assertThatThrownBy(() -> call(put()))
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("timeout");
    assertThat(taker.relayTimeout).isNull();
    assertThat(taker.requests).hasSize(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void relayFails_nothingIsTriedAgain() {
    IOException reset = new IOException("connection reset");
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(reset)));

    Throwable seen = failureOf(client.build().newCall(put()));
    assertThat(seen).hasMessage("connection reset");
    assertThat(OkHttpInternals.RETRIES_FOREVER ? seen.getCause() : seen).isSameAs(reset);
    assertThat(taker.requests).hasSize(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void relayRefused_keepsItsExceptionType() {
    script(
        ScriptedTaker.relay(
            CompletableFuture.failedFuture(new CustomerioUnavailableException("down"))));

    assertThatThrownBy(() -> call(put()))
        .isExactlyInstanceOf(CustomerioUnavailableException.class)
        .hasMessage("down");
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void relayAnswerUnusable_isNotSentAgain() {
    script(
        ScriptedTaker.relay(
            CompletableFuture.completedFuture(
                new Reply(200, Headers.of("bad name\n", "x"), new byte[0]))));

    assertThatThrownBy(() -> call(put())).isInstanceOf(IOException.class);
    assertThat(server.received).isEmpty();
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void cancel_endsAWaitingRelay() throws Exception {
    script(ScriptedTaker.relay(new CompletableFuture<>()));
    Call call = client.build().newCall(put());
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Thread caller = new Thread(() -> seen.complete(failureOf(call)));
    caller.start();
    taker.relaying.await();
    call.cancel();

    assertThat(seen.get()).isExactlyInstanceOf(IOException.class).hasMessage("Canceled");
    assertThat(taker.relayed).isCancelled();
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void callTimeout_endsAWaitingRelay() {
    script(ScriptedTaker.relay(new CompletableFuture<>()));
    client.callTimeout(50, TimeUnit.MILLISECONDS);

    assertThatThrownBy(() -> call(put()))
        .isExactlyInstanceOf(InterruptedIOException.class)
        .hasMessage("timeout");
    assertThat(taker.relayed).isCancelled();
  }

  @Test
  public void interrupt_doesNotEndAWaitingRelay() throws Exception {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    script(ScriptedTaker.relay(exchange));
    AtomicReference<String> seen = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              Throwable failure = failureOf(client.build().newCall(put()));
              seen.set(failure + ", interrupted: " + Thread.currentThread().isInterrupted());
            });
    caller.start();
    taker.relaying.await();
    caller.interrupt();
    exchange.complete(QUEUED);
    caller.join();

    assertThat(seen).hasValue("null, interrupted: true");
  }

  private static Throwable failureOf(Call call) {
    try {
      call.execute().close();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  @Test
  public void cancelledBefore_isNotTaken() {
    script(ScriptedTaker.accept(QUEUED));
    Call call = client.build().newCall(put());
    call.cancel();

    assertThatThrownBy(call::execute).isInstanceOf(IOException.class).hasMessage("Canceled");
    assertThat(taker.requests).isEmpty();
    assertThat(server.received).isEmpty();
  }

  @Test
  public void largeBody_goesToTheOriginal() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    String large = "x".repeat(ScriptedTaker.MAX_BODY_BYTES + 1);

    call(request().put(RequestBody.create(JSON, large)).build());
    assertCallReaches(large);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void largeBodyOfUnknownLength_goesToTheOriginal() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    String large = "x".repeat(ScriptedTaker.MAX_BODY_BYTES + 1);

    call(request().put(new CountedBody(large, -1)).build());
    assertCallReaches(large);
    assertThat(taker.requests).isEmpty();
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
    assertCallReaches(BODY);
    assertThat(server.received.get(0).headers().first("Transfer-encoding")).isEqualTo("chunked");
  }

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
    assertCallReaches(BODY);
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

  @Test
  public void headAndOptions_areNotTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(request().head().build());
    call(request().method("OPTIONS", null).build());

    assertThat(server.received).extracting("method").containsExactly("HEAD", "OPTIONS");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void foreignHost_isNotTouched() throws IOException {
    taker = ScriptedTaker.on(1, ScriptedTaker.accept(QUEUED));

    assertThat(call(put())).isEqualTo("{\"from\":\"server\"}");
    assertThat(taker.requests).isEmpty();
  }

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

  @Test
  public void listener_hearsAllButTheConnection() throws IOException {
    ListenerLog alone = new ListenerLog();
    client.eventListener(alone);
    call(put());
    assertCallReaches(BODY);
    List<Function<ScriptedTaker, Takeover>> scripts =
        List.of(
            ScriptedTaker.accept(FROM_SERVER),
            ScriptedTaker.relay(CompletableFuture.completedFuture(FROM_SERVER)));
    for (Function<ScriptedTaker, Takeover> takeover : scripts) {
      ListenerLog log = new ListenerLog();
      client.eventListener(log);
      script(takeover);
      call(put());
      taker.close();

      assertThat(log.events).isEqualTo(alone.events).contains("callEnd");
    }
    assertCallReaches(BODY);
  }

  @Test
  public void listenerThatThrows_undoesNothing() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    client.eventListener(
        new okhttp3.EventListener() {
          @Override
          public void responseHeadersEnd(Call call, Response response) {
            throw new IllegalStateException("listener");
          }
        });

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
    assertThat(server.received).isEmpty();
  }

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
    assertThat(taker.requests.get(taker.requests.size() - 1).headers().first("X-Signed"))
        .isEqualTo("yes");
    assertThat(taker.commits).hasValue(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void networkInterceptors_runOnceOnAPassedCall() throws IOException {
    script(ScriptedTaker.pass());
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
    assertThat(body.written).hasValue(1);
    assertCallReaches(BODY);
  }

  @Test
  public void commitRefusedBehindNetworkInterceptors_originalRunsOnce() throws IOException {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    client.addNetworkInterceptor(chain -> chain.proceed(chain.request()));
    OneShotBody body = new OneShotBody(BODY.length());

    assertThat(call(request().put(body).build())).isEqualTo("{\"from\":\"server\"}");
    assertCallReaches(BODY);
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
    assertCallReaches(BODY);
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
    assertCallReaches(BODY, BODY);
    assertThat(runs).as("the first call found out, the second knew").hasValue(3);
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed).hasSize(1);
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

  @Test
  public void hooks_nameWhatThisVersionHas() throws Exception {
    for (var hook : new OkHttpInstrumentation().hooks()) {
      Class<?> type = Class.forName(hook.type(), false, getClass().getClassLoader());
      Class<?> parameter =
          Class.forName(hook.parameterTypes().get(0), false, getClass().getClassLoader());
      assertThat(type.getDeclaredMethod(hook.method(), parameter).getReturnType())
          .isEqualTo(Response.class);
      assertThat(Class.forName(hook.interceptor()).getConstructor().newInstance())
          .isInstanceOf(customerio.agent.instrumentation.weaving.Interceptor.class);
    }
  }

  @Test
  public void internals_areFound() throws InterruptedException {
    CountDownLatch listened = new CountDownLatch(1);
    client.eventListener(
        new okhttp3.EventListener() {
          @Override
          public void callEnd(Call call) {
            listened.countDown();
          }
        });
    OkHttpClient built = client.build();
    Call call = built.newCall(put());

    assertThat(OkHttpInternals.client(call)).isSameAs(built);
    OkHttpInternals.listener(call).callEnd(call);
    listened.await();
    assertThat(ChainCopy.IS_POSSIBLE).isTrue();
  }

  private static class CountedBody extends RequestBody {
    final AtomicInteger written = new AtomicInteger();
    private final String text;
    private final long declaredLength;

    CountedBody(long declaredLength) {
      this(BODY, declaredLength);
    }

    CountedBody(String text, long declaredLength) {
      this.text = text;
      this.declaredLength = declaredLength;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return declaredLength;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      written.incrementAndGet();
      sink.writeUtf8(text);
    }
  }

  private static class OneShotBody extends CountedBody {
    OneShotBody(long declaredLength) {
      super(declaredLength);
    }

    /** Overrides what came with 3.14. */
    public boolean isOneShot() {
      return true;
    }
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
