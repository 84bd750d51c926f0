package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import customerio.agent.testing.RefusingPort;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Failures after which a request may safely go another way. */
class HttpTransportNothingSentTest extends HttpTransportFixture {
  @Test
  void refusedConnection_isNothingSent() throws Exception {
    try (RefusingPort nobody = new RefusingPort()) {
      assertThat(failure(post(URI.create("http://127.0.0.1:" + nobody.number()), GENEROUS)))
          .isEqualTo("127.0.0.1 refuses connections, nothing sent");
    }
  }

  @Test
  void F26_unknownHost_isNothingSent() {
    assertThat(failure(post(URI.create("http://nowhere.invalid"), GENEROUS)))
        .isEqualTo("nowhere.invalid has no address (DNS), nothing sent");
  }

  @Test
  void F27_brokenHandshake_isNothingSent() throws Exception {
    try (StubServer server = new StubServer(connection -> connection.write("no TLS here\r\n"))) {
      URI https = URI.create("https://127.0.0.1:" + server.uri().getPort());

      assertThat(failure(post(https, GENEROUS)))
          .startsWith("no TLS connection with 127.0.0.1")
          .endsWith("nothing sent");
    }
  }

  @Test
  void F27_handshakeThatNeverEnds_isNothingSentAndTimesOut() throws Exception {
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
}
