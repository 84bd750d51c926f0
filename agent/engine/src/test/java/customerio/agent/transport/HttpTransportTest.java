package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpTransportTest {
  private static final Duration GENEROUS = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n{}\n";

  private final HttpTransport transport =
      new HttpTransport(TransportSettings.DEFAULTS, SendScope.NONE);

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void reply_isHandedOutWhole() throws Exception {
    try (StubServer server = StubServer.answering(OK)) {
      assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()))
          .isEqualTo(
              new Reply(
                  200,
                  Headers.of("Content-Type", "application/json", "Content-Length", "3"),
                  bytes("{}\n")));
    }
  }

  @Test
  void request_goesOutAsGivenAndNothingIsAddedThatActs() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (StubServer server =
        new StubServer(
            connection -> {
              seen.add(connection.readRequest());
              connection.write(OK);
            })) {
      transport.send(
          new TransportRequest(
              "PUT",
              server.uri(),
              "/api/v1/customers/a%40b|c?x=\"1\"",
              Headers.of("Authorization", "Basic x", "Content-Type", "application/json"),
              bytes("{}"),
              GENEROUS,
              true),
          new Cancellation());

      assertThat(seen)
          .containsExactly(
              "PUT /api/v1/customers/a%40b|c?x=\"1\" HTTP/1.1\r\n"
                  + "Authorization: Basic x\r\n"
                  + "Content-Type: application/json\r\n"
                  + "Accept-Encoding: gzip, deflate, x-gzip\r\n"
                  + "Host: "
                  + server.uri().getAuthority()
                  + "\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}");
    }
  }

  @Test
  void emptyBody_hasALengthOnlyWhereTheMethodDefinesABody() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (StubServer server =
        new StubServer(
            connection -> {
              String request;
              while ((request = connection.readRequest()) != null) {
                seen.add(
                    request.substring(0, request.indexOf(' '))
                        + (request.contains("Content-Length: 0") ? " 0" : ""));
                connection.write(OK);
              }
            })) {
      for (String method : List.of("DELETE", "GET", "POST", "PUT")) {
        transport.send(request(method, server.uri(), new byte[0], GENEROUS), new Cancellation());
      }

      assertThat(seen).containsExactly("DELETE", "GET", "POST 0", "PUT 0");
    }
  }

  @Test
  void requestsInSequence_shareOneConnection() throws Exception {
    try (StubServer server = StubServer.answering(OK)) {
      for (int i = 0; i < 20; i++) {
        transport.send(post(server.uri(), GENEROUS), new Cancellation());
      }

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void idleConnection_isClosedByUs() throws Exception {
    try (StubServer server = StubServer.answering(OK);
        HttpTransport impatient =
            new HttpTransport(
                TransportSettings.DEFAULTS.withIdleTimeout(Duration.ofMillis(20)),
                SendScope.NONE)) {
      impatient.send(post(server.uri(), GENEROUS), new Cancellation());

      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  @Test
  void compressedReply_isDecoded() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes("{\"delivery_id\":\"d\"}"));
    }
    try (StubServer server =
        new StubServer(
            connection -> {
              connection.readRequest();
              connection.write(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + zipped.size()
                      + "\r\n\r\n");
              connection.write(zipped.toByteArray());
            })) {
      Reply reply = transport.send(post(server.uri(), GENEROUS), new Cancellation());

      assertThat(reply.headers()).isEqualTo(Headers.NONE);
      assertThat(reply.body()).asString().isEqualTo("{\"delivery_id\":\"d\"}");
    }
  }

  @Test
  void redirect_isAnAnswer() throws Exception {
    try (StubServer server =
        StubServer.answering(
            "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()).status())
          .isEqualTo(301);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void serverError_isAnAnswerAndNotRepeated() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (StubServer server =
        new StubServer(
            connection -> {
              seen.add(connection.readRequest());
              connection.write("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
            })) {
      assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()).status())
          .isEqualTo(503);
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void refusedCredential_isAnAnswerEvenIfTheJvmKnowsAnother() throws Exception {
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("user", "word".toCharArray());
          }
        });
    List<String> seen = new CopyOnWriteArrayList<>();
    try (StubServer server =
        new StubServer(
            connection -> {
              String request;
              while ((request = connection.readRequest()) != null) {
                seen.add(request);
                connection.write(
                    "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                        + "Content-Length: 0\r\n\r\n");
              }
            })) {
      assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()).status())
          .isEqualTo(401);
      assertThat(seen).singleElement().asString().doesNotContain("Authorization");
    } finally {
      Authenticator.setDefault(null);
    }
  }

  @Test
  void jvmsProxy_isUsedAndItsRefusalOfATunnelIsNothingSent() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    List<String> seen = new CopyOnWriteArrayList<>();
    try (StubServer proxy =
        new StubServer(
            connection -> {
              seen.add(connection.readRequest());
              connection.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            })) {
      ProxySelector.setDefault(
          ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.uri().getPort())));
      assertThat(failure(post(URI.create("https://track.invalid"), GENEROUS)))
          .isEqualTo("the proxy answered 403 for track.invalid, nothing sent");
      assertThat(seen).singleElement().asString().startsWith("CONNECT track.invalid:443 ");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void refusedConnection_isNothingSent() throws Exception {
    URI nobody;
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + port.getLocalPort());
    }

    assertThat(failure(post(nobody, GENEROUS)))
        .isEqualTo("127.0.0.1 refuses connections, nothing sent");
  }

  @Test
  void unknownHost_isNothingSent() {
    assertThat(failure(post(URI.create("http://nowhere.invalid"), GENEROUS)))
        .isEqualTo("nowhere.invalid has no address (DNS), nothing sent");
  }

  @Test
  void brokenHandshake_isNothingSent() throws Exception {
    try (StubServer server = new StubServer(connection -> connection.write("no TLS here\r\n"))) {
      URI https = URI.create("https://127.0.0.1:" + server.uri().getPort());

      assertThat(failure(post(https, GENEROUS)))
          .startsWith("no TLS connection with 127.0.0.1")
          .endsWith("nothing sent");
    }
  }

  @Test
  void handshakeThatNeverEnds_isNothingSentAndTimesOut() throws Exception {
    try (StubServer server = new StubServer(StubServer.Connection::hang)) {
      URI https = URI.create("https://127.0.0.1:" + server.uri().getPort());

      assertThat(failure(post(https, SHORT)))
          .isEqualTo("127.0.0.1 could not be reached in time, nothing sent, timed out");
    }
  }

  @Test
  void busyPool_isNothingSent() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    try (StubServer server =
            new StubServer(
                connection -> {
                  taken.countDown();
                  connection.hang();
                });
        HttpTransport single =
            new HttpTransport(TransportSettings.DEFAULTS.withMaxConnections(1), SendScope.NONE)) {
      Cancellation cancellation = new Cancellation();
      Thread holder =
          new Thread(
              () ->
                  catchThrowableOfType(
                      TransportException.class,
                      () -> single.send(post(server.uri(), GENEROUS), cancellation)));
      holder.start();
      taken.await();

      assertThat(failure(single, post(server.uri(), SHORT))).endsWith("nothing sent, timed out");
      cancellation.cancel();
      holder.join();
    }
  }

  @Test
  void reset_leavesTheOutcomeOpen() throws Exception {
    try (StubServer server =
        new StubServer(
            connection -> {
              connection.readRequest();
              connection.reset();
            })) {
      assertThat(failure(post(server.uri(), GENEROUS)))
          .startsWith("127.0.0.1 broke the exchange off")
          .doesNotContain("nothing sent");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void silentServer_timesOut() throws Exception {
    try (StubServer server = new StubServer(StubServer.Connection::hang)) {
      assertThat(failure(post(server.uri(), SHORT)))
          .isEqualTo("127.0.0.1 did not answer in time, timed out");
      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  @Test
  void tricklingBody_doesNotExtendTheDeadline() throws Exception {
    try (StubServer server =
            new StubServer(
                connection -> {
                  connection.readRequest();
                  connection.write("HTTP/1.1 200 OK\r\n\r\n");
                  while (true) {
                    connection.write("x");
                  }
                });
        HttpTransport patient =
            new HttpTransport(
                TransportSettings.DEFAULTS.withMaxReplyBytes(Integer.MAX_VALUE - 8),
                SendScope.NONE)) {
      assertThat(failure(patient, post(server.uri(), SHORT))).contains("timed out");
      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  @Test
  void overlongReply_isAFailureAndItsConnectionIsNotUsedAgain() throws Exception {
    try (StubServer server =
            StubServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n12345");
        HttpTransport narrow =
            new HttpTransport(TransportSettings.DEFAULTS.withMaxReplyBytes(4), SendScope.NONE)) {
      assertThat(failure(narrow, post(server.uri(), GENEROUS)))
          .isEqualTo("127.0.0.1 broke the exchange off (ReplyTooLongException)");
      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  @Test
  void staleConnection_isReplacedOnceForARepeatableRequest() throws Exception {
    try (StubServer server = closingAfterFirstReply()) {
      transport.send(post(server.uri(), GENEROUS), new Cancellation());

      assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()).status())
          .isEqualTo(200);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void staleConnection_isAFailureForAnyOtherRequest() throws Exception {
    try (StubServer server = closingAfterFirstReply()) {
      transport.send(post(server.uri(), GENEROUS), new Cancellation());
      TransportRequest once =
          new TransportRequest(
              "POST", server.uri(), "/v1/send/email", Headers.NONE, bytes("{}"), GENEROUS, false);

      assertThat(failure(once)).startsWith("127.0.0.1 broke the exchange off");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void cancellation_abortsFromAnotherThread() throws Exception {
    Cancellation cancellation = new Cancellation();
    try (StubServer server =
        new StubServer(
            connection -> {
              connection.readRequest();
              cancellation.cancel();
              connection.hang();
            })) {
      TransportException failure =
          catchThrowableOfType(
              TransportException.class,
              () -> transport.send(post(server.uri(), GENEROUS), cancellation));

      assertThat(failure.nothingSent()).isFalse();
      assertThat(failure.timedOut()).isFalse();
    }
  }

  @Test
  void proxyThatRefuses_isNotTakenForCustomerio() throws Exception {
    try (StubServer server =
        StubServer.answering(
            "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(failure(post(server.uri(), GENEROUS)))
          .isEqualTo("the proxy answered 407 for 127.0.0.1, nothing sent");
    }
  }

  @Test
  void targetThatBreaksTheRequestLine_isNotSent() throws Exception {
    try (StubServer server = StubServer.answering(OK)) {
      TransportRequest split =
          new TransportRequest(
              "GET", server.uri(), "/x HTTP/1.1\r\nX: y", Headers.NONE, bytes(""), GENEROUS, true);

      assertThat(failure(split))
          .isEqualTo("sending to 127.0.0.1 failed (IllegalArgumentException)");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void scope_surroundsTheExchange() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    SendScope scope =
        new SendScope() {
          @Override
          public <T> T call(Callable<T> exchange) throws Exception {
            order.add("before");
            T result = exchange.call();
            order.add("after");
            return result;
          }
        };
    try (StubServer server =
            new StubServer(
                connection -> {
                  connection.readRequest();
                  order.add("sent");
                  connection.write(OK);
                });
        HttpTransport scoped = new HttpTransport(TransportSettings.DEFAULTS, scope)) {
      scoped.send(post(server.uri(), GENEROUS), new Cancellation());

      assertThat(order).containsExactly("before", "sent", "after");
    }
  }

  /** Closes an idle connection only when the next request has come: no check can foresee it. */
  private static StubServer closingAfterFirstReply() throws IOException {
    return new StubServer(
        connection -> {
          connection.readRequest();
          connection.write(OK);
          connection.readRequest();
          if (connection.number() > 1) {
            connection.write(OK);
          }
        });
  }

  private String failure(TransportRequest request) {
    return failure(transport, request);
  }

  private static String failure(HttpTransport sender, TransportRequest request) {
    TransportException failure =
        catchThrowableOfType(
            TransportException.class, () -> sender.send(request, new Cancellation()));
    return failure.getMessage()
        + (failure.nothingSent() ? ", nothing sent" : "")
        + (failure.timedOut() ? ", timed out" : "");
  }

  private static TransportRequest post(URI server, Duration timeout) {
    return request("POST", server, bytes("{}"), timeout);
  }

  private static TransportRequest request(
      String method, URI server, byte[] body, Duration timeout) {
    return new TransportRequest(method, server, "/x", Headers.NONE, body, timeout, true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
