package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Interception;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Connections to a server whose port is claimed, and an engine that follows a script. */
@Timeout(60)
abstract class ClaimedConnectionFixture {
  static final String BODY = "{\"email\":\"a@b.c\"}";
  static final Reply QUEUED =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));

  private static final Reply FROM_SERVER = LoopbackStub.json(200, "{\"from\":\"server\"}");

  LoopbackStub server;
  ScriptedTaker taker;

  @BeforeEach
  void start() throws IOException {
    server = LoopbackStub.answering(FROM_SERVER);
  }

  @AfterEach
  void stop() {
    server.close();
    Interception.install(null);
  }

  HttpURLConnection open(Function<ScriptedTaker, Takeover> script) throws Exception {
    taker = ScriptedTaker.on(server.port(), script);
    return Connections.open(server.at("/api/v1/customers/a%40b?x=1%202"));
  }

  static void put(HttpURLConnection connection, String body) throws IOException {
    connection.setRequestMethod("PUT");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Authorization", "Basic c2l0ZTprZXk=");
    write(connection, body);
  }

  static void write(HttpURLConnection connection, String body) throws IOException {
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  static String read(HttpURLConnection connection) throws IOException {
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  List<String> bodiesReceived() {
    return server.received.stream().map(LoopbackStub.Received::body).toList();
  }
}
