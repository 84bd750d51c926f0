package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is reached and then gets nowhere. */
class HttpTransportSlowServerTest extends HttpTransportFixture {

  /** What such a server does once it has read a request; each ends when the client goes away. */
  private enum Slowness {
    NO_ANSWER(""),
    HALF_A_STATUS_LINE("HTTP/1.1 2"),
    HEADERS_WITHOUT_END("HTTP/1.1 200 OK\r\nX: "),
    NO_BODY("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"),
    CHUNKS_WITHOUT_END("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");

    private final String beginning;

    Slowness(String beginning) {
      this.beginning = beginning;
    }
  }

  @ParameterizedTest
  @EnumSource
  void F24_slowServer_costsItsAttemptAndItsConnection_andOthersGoOn(Slowness slowness)
      throws Exception {
    CompletableFuture<Void> stuck = new CompletableFuture<>();
    AtomicBoolean well = new AtomicBoolean();
    Set<Integer> asked = ConcurrentHashMap.newKeySet();
    try (StubServer server =
        new StubServer(
            connection -> {
              while (connection.readRequest() != null) {
                asked.add(connection.number());
                if (!well.get()) {
                  stuck.complete(null);
                  connection.write(slowness.beginning);
                  connection.hang();
                  return;
                }
                connection.write(OK);
              }
            })) {
      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(() -> failureOnceSent(transport, server.uri()));
      CompletableFuture.anyOf(stuck, first).get();
      well.set(true);
      for (int i = 0; i < 3; i++) {
        assertThat(transport.send(post(server.uri(), GENEROUS), new Cancellation()).status())
            .isEqualTo(200);
      }

      assertThat(first.get()).isEqualTo("127.0.0.1 did not answer in time, timed out");
      assertThat(server.awaitClosedByClient()).isTrue();
      assertThat(asked).hasSize(2);
    }
  }
}
