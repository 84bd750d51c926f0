package customerio.agent.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Stands in for all hosts of Customer.io, and keeps what it was asked. */
final class StandIn implements AutoCloseable {
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile int status = 200;
  volatile String body = "";
  private final HttpServer server;

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Every {@code endpoint.*}. */
  String[] settings() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Stream.of("track-us", "track-eu", "pipelines-us", "pipelines-eu", "app-us", "app-eu")
        .map(role -> "endpoint." + role + "=" + url)
        .toArray(String[]::new);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(
        exchange.getRequestMethod()
            + ' '
            + exchange.getRequestURI()
            + (authorization == null ? "" : ' ' + authorization));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
