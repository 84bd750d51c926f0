package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

/** Exchanges that end after the request went out: the server may have acted on it. */
class HttpTransportOpenOutcomeTest extends HttpTransportFixture {
  @Test
  void F25_reset_leavesTheOutcomeOpen() throws Exception {
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
  void F24_silentServer_timesOut() throws Exception {
    try (StubServer server = new StubServer(StubServer.Connection::hang)) {
      assertThat(failureOnceSent(transport, server.uri()))
          .isEqualTo("127.0.0.1 did not answer in time, timed out");
      assertThat(server.awaitClosedByClient()).isTrue();
    }
  }

  @Test
  void F24_tricklingBody_doesNotExtendTheDeadline() throws Exception {
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
      assertThat(failureOnceSent(patient, server.uri())).contains("timed out");
      assertThat(server.awaitClosedByClient()).isTrue();
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
}
