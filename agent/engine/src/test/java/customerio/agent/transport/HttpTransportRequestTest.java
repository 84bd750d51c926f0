package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What goes out, and what surrounds it. */
class HttpTransportRequestTest extends HttpTransportFixture {
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
              true,
              false),
          new Cancellation());

      assertThat(seen)
          .containsExactly(
              "PUT /api/v1/customers/a%40b|c?x=\"1\" HTTP/1.1\r\n"
                  + "Authorization: Basic x\r\n"
                  + "Content-Type: application/json\r\n"
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
  void targetThatBreaksTheRequestLine_isNotSent() throws Exception {
    try (StubServer server = StubServer.answering(OK)) {
      TransportRequest split =
          new TransportRequest(
              "GET",
              server.uri(),
              "/x HTTP/1.1\r\nX: y",
              Headers.NONE,
              bytes(""),
              GENEROUS,
              true,
              false);

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
}
