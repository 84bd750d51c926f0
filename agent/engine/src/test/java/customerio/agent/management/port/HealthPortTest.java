package customerio.agent.management.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HealthPortTest {
  private static final Duration PATIENT = Duration.ofMinutes(10);

  private final List<Socket> visitors = new ArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private HealthPort port;

  @AfterEach
  void close() throws IOException {
    hanging.countDown();
    for (Socket visitor : visitors) {
      visitor.close();
    }
    port.close();
  }

  @Test
  void get_isAnsweredAndTheConnectionClosed() throws Exception {
    open(PATIENT);

    assertThat(ask("GET /x?y HTTP/1.1\r\nHost: localhost:1\r\n\r\n"))
        .isEqualTo(
            """
            HTTP/1.1 200 OK
            Content-Type: text/plain; charset=utf-8
            Content-Length: 9
            Cache-Control: no-store
            X-Content-Type-Options: nosniff
            Connection: close

            GET /x?y"""
                    .replace("\n", "\r\n")
                + "\n");
  }

  @Test
  void head_isAnsweredWithoutBody() throws Exception {
    open(PATIENT);

    assertThat(ask("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nContent-Length: 8\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "get"})
  void whatDoesMoreThanLook_isNotAllowed(String method) throws Exception {
    open(PATIENT);

    assertThat(ask(method + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"))
        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
        .contains("\r\nAllow: GET, HEAD\r\n");
  }

  /** A page of the web whose name has been given the address 127.0.0.1. */
  @ParameterizedTest
  @CsvSource({
    "localhost,200",
    "LocalHost:9877,200",
    "127.0.0.1:1,200",
    "[::1]:1,200",
    "evil.example,403",
    "localhost.evil.example,403",
    "127.0.0.1.evil.example:9877,403",
    "'',403"
  })
  void hostOfSomebodyElse_isRefusedOnTheLoopbackInterface(String host, int status)
      throws Exception {
    open(PATIENT);

    assertThat(ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + ' ');
  }

  @Test
  void portThatIsOpenToTheNetwork_isThereUnderAnyName() throws Exception {
    port = HealthPort.open("0.0.0.0", 0, HealthPortTest::echo, PATIENT);

    assertThat(ask("GET / HTTP/1.1\r\nHost: shop-7.pods.example\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0002\n\n"})
  void whatIsNoRequest_isABadOne(String bytes) throws Exception {
    open(PATIENT);

    assertThat(ask(bytes)).startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void requestWithoutEnd_isTooLong() throws Exception {
    open(PATIENT);

    assertThat(ask("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(10_000)))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void requestInPieces_isPutTogether() throws Exception {
    open(PATIENT);
    Socket visitor = visit();
    for (byte one : "GET /a HTTP/1.0\n\n".getBytes(StandardCharsets.US_ASCII)) {
      visitor.getOutputStream().write(one);
      visitor.getOutputStream().flush();
    }

    assertThat(rest(visitor)).endsWith("GET /a\n");
  }

  @Test
  void silentVisitors_keepNobodyFromTheAnswer() throws Exception {
    open(PATIENT);
    for (int i = 0; i < 100; i++) {
      visit().getOutputStream().write('G');
    }

    assertThat(ask("GET /a HTTP/1.0\r\n\r\n")).endsWith("GET /a\n");
  }

  @Test
  void visitorWhoDoesNotListen_keepsNobodyFromTheAnswer() throws Exception {
    byte[] long1 = new byte[8 << 20];
    port =
        HealthPort.open(
            "127.0.0.1",
            0,
            request ->
                request.path().equals("/long") ? Answer.of(200, "a/b", long1) : echo(request),
            PATIENT);
    for (int i = 0; i < 4; i++) {
      say(visit(), "GET /long HTTP/1.0\r\n\r\n");
    }

    assertThat(ask("GET /a HTTP/1.0\r\n\r\n")).endsWith("GET /a\n");
  }

  @Test
  void answerThatHangs_keepsNobodyFromTheirs() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    port =
        HealthPort.open(
            "127.0.0.1",
            0,
            request -> {
              if (request.path().equals("/hang")) {
                inside.countDown();
                await();
              }
              return echo(request);
            },
            PATIENT);
    Socket waiting = visit();
    say(waiting, "GET /hang HTTP/1.0\r\n\r\n");
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(ask("GET /a HTTP/1.0\r\n\r\n")).endsWith("GET /a\n");
    hanging.countDown();
    assertThat(rest(waiting)).endsWith("GET /hang\n");
  }

  /** More than are served at once, as monitors ask when all of them are due at the full minute. */
  @Test
  void burstOfProbes_isConnectedAtOnceAndAnswered() throws Exception {
    port =
        HealthPort.open(
            "127.0.0.1",
            0,
            request -> {
              await();
              return echo(request);
            },
            PATIENT);
    for (int i = 0; i < 96; i++) {
      say(visit(), "GET /a HTTP/1.0\r\n\r\n");
    }

    hanging.countDown();
    for (Socket visitor : visitors) {
      assertThat(rest(visitor)).endsWith("GET /a\n");
    }
  }

  @Test
  void visitThatTakesTooLong_isCutOff() throws Exception {
    open(Duration.ofMillis(50));

    assertThat(rest(visit())).isEmpty();
  }

  @Test
  void fault_isAnAnswerAndNotTheEnd() throws Exception {
    port =
        HealthPort.open(
            "127.0.0.1",
            0,
            request -> {
              throw new IllegalStateException("jane@example.com");
            },
            PATIENT);

    for (int i = 0; i < 2; i++) {
      assertThat(ask("GET / HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
          .endsWith("\r\nA fault of the agent: java.lang.IllegalStateException\n");
    }
  }

  @Test
  void takenPort_isAnError() throws Exception {
    open(PATIENT);

    assertThatIOException()
        .isThrownBy(
            () ->
                HealthPort.open(
                    "127.0.0.1", port.address().getPort(), HealthPortTest::echo, PATIENT));
  }

  private void open(Duration patience) throws IOException {
    port = HealthPort.open("127.0.0.1", 0, HealthPortTest::echo, patience);
  }

  private static Answer echo(Request request) {
    return Answer.plain(
        200,
        request.method()
            + ' '
            + request.path()
            + (request.query().isEmpty() ? "" : '?' + request.query()));
  }

  private void await() {
    try {
      hanging.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private String ask(String request) throws IOException {
    Socket visitor = visit();
    say(visitor, request);
    return rest(visitor);
  }

  private Socket visit() throws IOException {
    Socket visitor = new Socket(InetAddress.getLoopbackAddress(), port.address().getPort());
    visitors.add(visitor);
    return visitor;
  }

  private static void say(Socket visitor, String request) throws IOException {
    visitor.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String rest(Socket visitor) throws IOException {
    return new String(visitor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
