package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.ByteArrayOutputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.List;
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
