package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** An answer is handed out as it is: no redirect, retry or login follows from it. */
class HttpTransportReplyTest extends HttpTransportFixture {
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
  void packedReply_isUnpackedThoughNobodyAskedForIt() throws Exception {
    byte[] packed = zipped("{\"delivery_id\":\"d\"}");
    StringBuilder head = new StringBuilder();
    try (StubServer server = packing(packed, head)) {
      Reply reply = transport.send(post(server.uri(), GENEROUS), new Cancellation());

      assertThat(reply).isEqualTo(new Reply(200, Headers.NONE, bytes("{\"delivery_id\":\"d\"}")));
      assertThat(head.toString().toLowerCase(Locale.ROOT)).doesNotContain("accept-encoding");
    }
  }

  /** The application's client has asked for it, and unpacks it itself. */
  @Test
  void packedReply_isHandedOutAsItCame_whereThatIsWanted() throws Exception {
    byte[] packed = zipped("{\"delivery_id\":\"d\"}");
    StringBuilder head = new StringBuilder();
    try (StubServer server = packing(packed, head)) {
      TransportRequest asked =
          new TransportRequest(
              "GET",
              server.uri(),
              "/x",
              Headers.of("Accept-Encoding", "gzip, br"),
              new byte[0],
              GENEROUS,
              true,
              true);

      assertThat(transport.send(asked, new Cancellation()))
          .isEqualTo(
              new Reply(
                  200,
                  Headers.of(
                      "Content-Encoding", "gzip", "Content-Length", String.valueOf(packed.length)),
                  packed));
      assertThat(head).contains("Accept-Encoding: gzip, br\r\n");
    }
  }

  @Test
  void verbatimReply_asksForNoCodingByItself() throws Exception {
    StringBuilder head = new StringBuilder();
    try (StubServer server = packing(new byte[0], head)) {
      transport.send(
          new TransportRequest(
              "GET", server.uri(), "/x", Headers.NONE, new byte[0], GENEROUS, true, true),
          new Cancellation());

      assertThat(head.toString().toLowerCase(Locale.ROOT)).doesNotContain("accept-encoding");
    }
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes(text));
    }
    return zipped.toByteArray();
  }

  private static StubServer packing(byte[] packed, StringBuilder head) throws IOException {
    return new StubServer(
        connection -> {
          head.append(connection.readRequest());
          connection.write(
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                  + packed.length
                  + "\r\n\r\n");
          connection.write(packed);
        });
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
}
