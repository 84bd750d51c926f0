package customerio.tests.contract.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Receives webhooks with the JDK's own server. Prints {@code port N}. */
public final class HttpServerMain {

  private HttpServerMain() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", HttpServerMain::receive);
    server.start();
    System.out.println("port " + server.getAddress().getPort());
  }

  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] answer =
          Reading.answer(exchange.getRequestURI().getPath(), arrival(exchange))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static Arrival arrival(HttpExchange exchange) {
    return new Arrival() {
      @Override
      public InputStream stream() {
        return exchange.getRequestBody();
      }

      @Override
      public String type() {
        return exchange.getRequestBody().getClass().getName();
      }
    };
  }
}
