package customerio.agent.instrumentation.bridge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the engine leaves alone goes where it was going, and comes back as it is. */
class OriginalCallTest {

  @Test
  void passed_sentOnWithoutOurHeader() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{\"a\":1}")).answer())
          .startsWith("HTTP/1.1 201 Created\n")
          .contains("Content-type: application/json\n")
          .endsWith("\n{\"from\":\"origin\"}");

      LoopbackStub.Received received = fixture.origin.received.get(0);
      assertThat(received.method()).isEqualTo("PUT");
      assertThat(received.target()).isEqualTo(BridgeFixture.PATH);
      assertThat(received.body()).isEqualTo("{\"a\":1}");
      assertThat(received.headers().first("Host")).isEqualTo("track.customer.io");
      assertThat(received.headers().first("X-odd")).isEqualTo("Spelling");
      assertThat(received.headers().contains(LoopbackBridge.HEADER)).isFalse();
    }
  }

  @Test
  void afterwards_theConnectionServesOn() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
            .startsWith("HTTP/1.1 201 Created\n");
      }
      assertThat(fixture.origin.received).hasSize(3);
    }
  }

  @Test
  void tooLong_neverShownToTheEngine_arrivesWhole() throws IOException {
    String body = "x".repeat(100 * ScriptedTaker.MAX_BODY_BYTES);
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      assertThat(client.send(BridgeFixture.put(fixture.detour(null), body)).answer())
          .startsWith("HTTP/1.1 201 Created\n");
      assertThat(fixture.origin.received.get(0).body()).isEqualTo(body);
      assertThat(fixture.taker.requests).isEmpty();
      assertThat(fixture.taker.bypassed).hasValue(1);
    }
  }

  @Test
  void tooLongAndChunked_arrivesWhole() throws IOException {
    String part = "y".repeat(ScriptedTaker.MAX_BODY_BYTES);
    String chunk = Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      client.send(
          BridgeFixture.request(
              fixture.detour(null),
              "Transfer-Encoding: chunked\r\n",
              chunk + chunk + chunk + "0\r\n\r\n"));

      assertThat(client.answer()).startsWith("HTTP/1.1 201 Created\n");
      assertThat(fixture.origin.received.get(0).body()).isEqualTo(part + part + part);
    }
  }

  @Test
  void watched_toldHowItEnded() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.watch());
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer();
      client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer();

      assertThat(fixture.taker.watched.get(0)).isEqualTo(201);
    }
  }

  @Test
  void faultOfTheEngine_originalRuns_faultIsCounted() throws IOException {
    try (BridgeFixture fixture =
            BridgeFixture.engine(ScriptedTaker.fail(new IllegalStateException("broken")));
        RawClient client = fixture.connect()) {
      assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
          .startsWith("HTTP/1.1 201 Created\n");
      assertThat(fixture.taker.suppressed)
          .isEqualTo(List.of("bridge: java.lang.IllegalStateException: broken"));
    }
  }

  @Test
  void commitFails_originalRuns() throws IOException {
    try (BridgeFixture fixture =
            BridgeFixture.engine(
                ScriptedTaker.accept(() -> LoopbackStub.json(200, "{}"), () -> false));
        RawClient client = fixture.connect()) {
      assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
          .startsWith("HTTP/1.1 201 Created\n");
      assertThat(fixture.origin.received).hasSize(1);
    }
  }

  @Test
  void answerWithoutBody_noBody() throws IOException {
    Function<LoopbackStub.Received, Reply> empty =
        request -> new Reply(204, Headers.NONE, new byte[0]);
    try (BridgeFixture fixture = BridgeFixture.with(empty, ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detour(null), "{}"));
      client.send(BridgeFixture.put(fixture.detour(null), "{}"));

      assertThat(client.answer()).startsWith("HTTP/1.1 204 No Content\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 204 No Content\n");
    }
  }

  /** What is left of the request meets a closed connection, and the answer is there already. */
  @Test
  void serverStopsReading_answerSaysThatTheConnectionEnds() throws Exception {
    String start = "z".repeat(ScriptedTaker.MAX_BODY_BYTES + OriginalCall.BUFFER);
    String end = "z";
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      String request = BridgeFixture.put(fixture.detourTo(server.getLocalPort()), start + end);
      client.send(request.substring(0, request.length() - end.length()));
      try (Socket call = server.accept()) {
        Head.read(call.getInputStream());
        // what is left is in the bridge's buffer, until the end comes
        call.getInputStream().readNBytes(start.length() - OriginalCall.BUFFER + 1);
        call.getOutputStream()
            .write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
        call.setSoLinger(true, 0); // a reset
      }
      client.send(end);

      assertThat(client.answer())
          .isEqualTo("HTTP/1.1 413 Too Large\nContent-Length: 2\nConnection: close\n{}");
      assertThat(client.isClosedByTheOther()).isTrue();
    }
  }

  /**
   * Its end is the end of the connection, so a reset that arrived as an end would hide the rest.
   */
  @Test
  void answerWithoutLengthIsBrokenOff_isNoWholeAnswerHere() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detourTo(server.getLocalPort()), "{}"));
      try (Socket call = server.accept()) {
        Head.read(call.getInputStream());
        call.getInputStream().readNBytes(2);
        call.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nhalf".getBytes(US_ASCII));
        assertThat(client.text(42)).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf");
        call.setSoLinger(true, 0); // a reset
      }

      assertThatThrownBy(client::isClosedByTheOther).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void serverGone_closedWithoutAnswer() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.pass());
        RawClient client = fixture.connect()) {
      Detour detour = fixture.detour(null);
      fixture.origin.close();

      assertThat(client.send(BridgeFixture.put(detour, "{}")).answer()).isNull();
    }
  }
}
