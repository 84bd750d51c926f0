package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a connection serves. */
class HttpTransportConnectionTest extends HttpTransportFixture {
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

  /** Under steady load too, as the name is looked up for each new connection. */
  @Test
  void F26_connection_isNotUsedBeyondItsTimeToLive_soThatANewAddressIsFound() throws Exception {
    TransportSettings defaults = TransportSettings.DEFAULTS;
    assertThat(defaults.timeToLive()).isEqualTo(Duration.ofSeconds(60));
    TransportSettings shortLived =
        new TransportSettings(
            1,
            defaults.connectTimeout(),
            defaults.idleTimeout(),
            Duration.ofMillis(20),
            defaults.maxReplyBytes());
    try (StubServer server = StubServer.answering(OK);
        HttpTransport transport = new HttpTransport(shortLived, SendScope.NONE)) {
      while (server.connections() < 3) {
        assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()).status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void F25_staleConnection_isReplacedOnceForARepeatableRequest() throws Exception {
    try (StubServer server = closingAfterFirstReply()) {
      transport.send(post(server.uri(), GENEROUS), new Cancellation());

      assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()).status())
          .isEqualTo(200);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void F25_staleConnection_isAFailureForAnyOtherRequest() throws Exception {
    try (StubServer server = closingAfterFirstReply()) {
      transport.send(post(server.uri(), GENEROUS), new Cancellation());
      TransportRequest once =
          new TransportRequest(
              "POST",
              server.uri(),
              "/v1/send/email",
              Headers.NONE,
              bytes("{}"),
              GENEROUS,
              false,
              false);

      assertThat(failure(once)).startsWith("127.0.0.1 broke the exchange off");
      assertThat(server.connections()).isEqualTo(1);
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
}
