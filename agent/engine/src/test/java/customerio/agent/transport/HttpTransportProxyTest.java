package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The JVM's proxy: used, and never mistaken for Customer.io. */
class HttpTransportProxyTest extends HttpTransportFixture {
  @Test
  void F29_jvmsProxy_isUsedAndItsRefusalOfATunnelIsNothingSent() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    List<String> seen = new CopyOnWriteArrayList<>();
    try (StubServer proxy =
        new StubServer(
            connection -> {
              seen.add(connection.readRequest());
              connection.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            })) {
      ProxySelector.setDefault(
          ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.uri().getPort())));
      assertThat(failure(post(URI.create("https://track.invalid"), GENEROUS)))
          .isEqualTo("the proxy answered 403 for track.invalid, nothing sent");
      assertThat(seen).singleElement().asString().startsWith("CONNECT track.invalid:443 ");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void F29_proxyThatRefuses_isNotTakenForCustomerio() throws Exception {
    try (StubServer server =
        StubServer.answering(
            "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(failure(post(server.uri(), GENEROUS)))
          .isEqualTo("the proxy answered 407 for 127.0.0.1, nothing sent");
    }
  }
}
