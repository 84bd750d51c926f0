package customerio.tests.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A host that is not the simulator's: where redirects lead, a gateway, a proxy. It answers all with
 * 200, but what ends in {@code /moved} with a relative redirect to {@code there}.
 */
final class OtherHost implements AutoCloseable {
  /**
   * @param uri as it was in the request line
   * @param authorization null for none
   */
  record Request(String method, String uri, String body, String authorization) {}

  private final HttpServer server;
  private final List<Request> requests = new ArrayList<>();

  private OtherHost(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  static OtherHost plain() throws IOException {
    return new OtherHost(HttpServer.create(anyPort(), 0));
  }

  static OtherHost encrypted(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new OtherHost(server);
  }

  private static InetSocketAddress anyPort() throws IOException {
    return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** With that credential, in the order of their arrival. */
  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  synchronized void forget() {
    requests.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String uri = exchange.getRequestURI().toString();
      synchronized (this) {
        requests.add(
            new Request(
                exchange.getRequestMethod(),
                uri,
                body,
                exchange.getRequestHeaders().getFirst("Authorization")));
      }
      boolean moved = uri.endsWith("/moved");
      if (moved) {
        exchange.getResponseHeaders().set("Location", "there");
      }
      byte[] answer = "{}\n".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(moved ? 302 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
