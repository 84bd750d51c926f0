package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Interception;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.OwnTraffic;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClaimedHttpConnectionTest {
  private static final String BODY = "{\"email\":\"a@b.c\"}";
  private static final Reply QUEUED =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));
  private static final Reply FROM_SERVER = LoopbackStub.json(200, "{\"from\":\"server\"}");

  private LoopbackStub server;
  private ScriptedTaker taker;

  @BeforeEach
  void start() throws IOException {
    server = LoopbackStub.answering(FROM_SERVER);
  }

  @AfterEach
  void stop() {
    server.close();
    Interception.install(null);
  }

  private HttpURLConnection open(Function<ScriptedTaker, Takeover> script) throws Exception {
    taker = ScriptedTaker.on(server.port(), script);
    return Connections.open(server.at("/api/v1/customers/a%40b?x=1%202"));
  }

  private static void put(HttpURLConnection connection, String body) throws IOException {
    connection.setRequestMethod("PUT");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Authorization", "Basic c2l0ZTprZXk=");
    write(connection, body);
  }

  private static void write(HttpURLConnection connection, String body) throws IOException {
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String read(HttpURLConnection connection) throws IOException {
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private List<String> bodiesReceived() {
    return server.received.stream().map(LoopbackStub.Received::body).toList();
  }

  @Test
  void accepted_nothingIsSent() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    put(connection, BODY);

    assertThat(read(connection)).isEqualTo("{}");
    assertThat(connection.getHeaderField("X-Customerio-Agent")).isEqualTo("queued; id=1");
    assertThat(taker.commits).hasValue(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  void captured_asItWouldGoOnTheWire() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setRequestProperty("Host", "ignored.example");
    put(connection, BODY);
    connection.getResponseCode();

    CapturedRequest request = taker.requests.get(0);
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.scheme()).isEqualTo("http");
    assertThat(request.host()).isEqualTo("127.0.0.1");
    assertThat(request.port()).isEqualTo(server.port());
    assertThat(request.target()).isEqualTo("/api/v1/customers/a%40b?x=1%202");
    assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
    assertThat(request.headers())
        .isEqualTo(
            Headers.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Basic c2l0ZTprZXk=",
                "User-Agent",
                "Java/" + System.getProperty("java.version"),
                "Host",
                "127.0.0.1:" + server.port(),
                "Accept",
                "*/*",
                "Content-Length",
                String.valueOf(BODY.length())));
  }

  @Test
  void formContentType_isTheDefaultOfPost() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    write(connection, BODY);
    connection.getResponseCode();

    assertThat(taker.requests.get(0).method()).isEqualTo("POST");
    assertThat(taker.requests.get(0).headers().first("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  void commitRefused_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(ScriptedTaker.accept(() -> QUEUED, () -> false));
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  void takeFails_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(ScriptedTaker.fail(new IllegalStateException("broken")));
    assertThat(taker.suppressed)
        .containsExactly("urlconnection: java.lang.IllegalStateException: broken");
  }

  @Test
  void replyFails_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(
        ScriptedTaker.accept(
            () -> {
              throw new IllegalStateException("no reply");
            },
            () -> true));
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed)
        .containsExactly("urlconnection: java.lang.IllegalStateException: no reply");
  }

  @Test
  void replyCannotBeShown_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(ScriptedTaker.accept(new Reply(200, null, new byte[0])));
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed).hasSize(1);
  }

  @Test
  void nothingSentByRelay_originalRunsOnceWithItsBody() throws Exception {
    assertOriginalRuns(
        ScriptedTaker.relay(
            CompletableFuture.failedFuture(new NothingSentException("no route", null))));
    assertThat(taker.suppressed).isEmpty();
  }

  private void assertOriginalRuns(Function<ScriptedTaker, Takeover> script) throws Exception {
    HttpURLConnection connection = open(script);
    put(connection, BODY);

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(bodiesReceived()).containsExactly(BODY);
    assertThat(server.received.get(0).target()).isEqualTo("/api/v1/customers/a%40b?x=1%202");
    assertThat(server.received.get(0).headers().first("Authorization"))
        .isEqualTo("Basic c2l0ZTprZXk=");
  }

  @Test
  void relayTimesOut_asTheSocketWould() throws Exception {
    HttpURLConnection connection =
        open(
            ScriptedTaker.relay(
                CompletableFuture.failedFuture(new SocketTimeoutException("10 s"))));
    connection.setReadTimeout(1234);
    put(connection, BODY);

    assertThatThrownBy(connection::getResponseCode)
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("Read timed out");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
    assertThat(server.received).isEmpty();
  }

  @Test
  void relayFails_nothingIsSentAgain() throws Exception {
    IOException down = new CustomerioUnavailableException("down");
    HttpURLConnection connection = open(ScriptedTaker.relay(CompletableFuture.failedFuture(down)));
    put(connection, BODY);

    assertThatThrownBy(connection::getInputStream).isSameAs(down);
    assertThatThrownBy(connection::getInputStream)
        .isExactlyInstanceOf(CustomerioUnavailableException.class)
        .hasMessage("down")
        .hasCause(down);
    assertThat(taker.relayTimeout).isNull();
    assertThat(server.received).isEmpty();
  }

  @Test
  void disconnect_endsAWaitingRelay() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.relay(new CompletableFuture<>()));
    AtomicReference<Exception> seen = new AtomicReference<>();
    Thread caller = new Thread(() -> seen.set(failureOf(connection)));
    caller.start();
    taker.relaying.await();
    connection.disconnect();
    caller.join();

    assertThat(seen.get()).isExactlyInstanceOf(SocketException.class).hasMessage("Socket closed");
    assertThat(taker.relayed).isCancelled();
  }

  @Test
  void disconnect_endsARelayThatIsJustBeginning() throws Exception {
    AtomicReference<HttpURLConnection> connection = new AtomicReference<>();
    connection.set(
        open(
            scripted ->
                new Takeover.Relayed() {
                  @Override
                  public Reply exchange(Duration timeout) {
                    throw new AssertionError("blocking exchanges cannot be cancelled");
                  }

                  @Override
                  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
                    connection.get().disconnect();
                    return new CompletableFuture<>();
                  }
                }));

    assertThat(failureOf(connection.get()))
        .isExactlyInstanceOf(SocketException.class)
        .hasMessage("Socket closed");
  }

  @Test
  void interrupt_doesNotEndAWaitingRelay() throws Exception {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    HttpURLConnection connection = open(ScriptedTaker.relay(exchange));
    AtomicReference<String> seen = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                String body = read(connection);
                seen.set(body + Thread.currentThread().isInterrupted());
              } catch (IOException e) {
                seen.set(e.toString());
              }
            });
    caller.start();
    taker.relaying.await();
    caller.interrupt();
    exchange.complete(QUEUED);
    caller.join();

    assertThat(seen).hasValue("{}true");
  }

  private static Exception failureOf(HttpURLConnection connection) {
    try {
      connection.getResponseCode();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  @Test
  void largeBody_goesToTheOriginalAsAWhole() throws Exception {
    String large = "x".repeat(ScriptedTaker.MAX_BODY_BYTES) + BODY;
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      for (byte b : large.getBytes(StandardCharsets.UTF_8)) {
        out.write(b);
      }
    }

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(bodiesReceived()).containsExactly(large);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  void largeChunkedBody_goesToTheOriginalAsAWhole() throws Exception {
    String large = "x".repeat(ScriptedTaker.MAX_BODY_BYTES + 1);
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setChunkedStreamingMode(100);
    write(connection, large);

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(bodiesReceived()).containsExactly(large);
    assertThat(server.received.get(0).headers().first("Transfer-encoding")).isEqualTo("chunked");
  }

  @Test
  void largeAnnouncedBody_isNeverCaptured() throws Exception {
    String large = "x".repeat(ScriptedTaker.MAX_BODY_BYTES + 1);
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setFixedLengthStreamingMode(large.length());
    write(connection, large);

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(bodiesReceived()).containsExactly(large);
  }

  @Test
  void bodyOfExactlyTheLimit_isTaken() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    write(connection, "x".repeat(ScriptedTaker.MAX_BODY_BYTES));

    assertThat(read(connection)).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
  }

  @Test
  void streamedBody_isAcceptedWhenItIsWritten() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setFixedLengthStreamingMode(BODY.length());
    write(connection, BODY);

    assertThat(taker.commits).hasValue(1);
    assertThat(connection.getResponseCode()).isEqualTo(200);
    assertThat(taker.commits).hasValue(1);
  }

  @Test
  void streamedBodyThatIsNotTaken_isSentWhenItIsWritten() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.pass());
    connection.setChunkedStreamingMode(0);
    write(connection, BODY);
    server.reached.await();

    assertThat(bodiesReceived()).containsExactly(BODY);
    assertThat(connection.getResponseCode()).isEqualTo(200);
    assertThat(server.received).hasSize(1);
  }

  @Test
  void cookies_goThroughTheApplicationsJar() throws Exception {
    CookieManager jar = new CookieManager();
    URI place = server.at("/").toURI();
    jar.put(place, java.util.Map.of("Set-Cookie", List.of("a=1; Path=/")));
    CookieHandler before = CookieHandler.getDefault();
    CookieHandler.setDefault(jar);
    try {
      HttpURLConnection connection =
          open(
              ScriptedTaker.relay(
                  CompletableFuture.completedFuture(
                      new Reply(
                          200,
                          Headers.of("Set-Cookie", "b=2; Path=/; HttpOnly"),
                          new byte[] {'x'}))));
      connection.setRequestProperty("Cookie", "own=3");

      assertThat(connection.getHeaderField("Set-Cookie")).isEmpty();
      assertThat(taker.requests.get(0).headers().first("Cookie")).isEqualTo("a=1;own=3");
      assertThat(jar.getCookieStore().get(place)).extracting("name").containsExactly("a", "b");
    } finally {
      CookieHandler.setDefault(before);
    }
  }

  @Test
  void authenticator_isAskedAtOnce() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setAuthenticator(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("site", "key".toCharArray());
          }
        });
    connection.getResponseCode();

    assertThat(taker.requests.get(0).headers().first("Authorization"))
        .isEqualTo("Basic c2l0ZTprZXk=");
  }

  @Test
  void engineGoneSinceOpening_originalRuns() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setDoOutput(true);
    OutputStream out = connection.getOutputStream();
    Interception.install(null);
    out.write(BODY.getBytes(StandardCharsets.UTF_8));

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(bodiesReceived()).containsExactly(BODY);
  }

  @Test
  void conditionalRequest_isTheOriginals() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setIfModifiedSince(1);

    assertThat(read(connection)).isEqualTo("{\"from\":\"server\"}");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  void foreignHostsOwnTrafficAndNonsense_areNotTouched() throws Exception {
    OpenConnectionInterceptor interceptor = new OpenConnectionInterceptor();
    Object[] foreign = {new URI("http://127.0.0.1:1/").toURL(), null};
    Object[] claimed = {server.at("/"), null};
    taker = ScriptedTaker.on(server.port(), ScriptedTaker.pass());

    assertThat(interceptor.intercept(null, foreign)).isSameAs(Outcome.ORIGINAL);
    assertThat(interceptor.intercept(null, new Object[] {null, null})).isSameAs(Outcome.ORIGINAL);
    assertThat(OwnTraffic.call(() -> interceptor.intercept(null, claimed)))
        .isSameAs(Outcome.ORIGINAL);
    taker.close();
    assertThat(interceptor.intercept(null, claimed)).isSameAs(Outcome.ORIGINAL);
  }
}
