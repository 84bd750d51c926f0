package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bodies that are too large to take, and bodies that are streamed. */
class ClaimedBodyTest extends ClaimedConnectionFixture {
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
    assertThat(taker.bypassed).hasValue(1);
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
    assertThat(taker.bypassed).hasValue(1);
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
    assertThat(taker.bypassed).hasValue(1);
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
}
