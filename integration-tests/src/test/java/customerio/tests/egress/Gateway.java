package customerio.tests.egress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Customer.io behind a gateway that asks who is there, and takes everything. */
final class Gateway implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");

  private final HttpsServer server;
  private final Set<String> arrived = new TreeSet<>();

  private Gateway(HttpsServer server) {
    this.server = server;
  }

  static Gateway start(SSLContext context) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
            parameters.setWantClientAuth(true);
            connection.setSSLParameters(parameters);
          }
        });
    Gateway gateway = new Gateway(server);
    server.createContext("/", gateway::answer);
    server.start();
    return gateway;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Names of the events, each with who has shown itself. */
  synchronized Set<String> arrived() {
    return new TreeSet<>(arrived);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String who = who((HttpsExchange) exchange);
      synchronized (this) {
        for (Matcher name = NAME.matcher(body); name.find(); ) {
          arrived.add(name.group(1) + " by " + who);
        }
      }
      byte[] answer = "{}".getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String who(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException unknown) {
      return "nobody";
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
