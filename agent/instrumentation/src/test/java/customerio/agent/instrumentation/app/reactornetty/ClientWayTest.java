package customerio.agent.instrumentation.app.reactornetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.bridge.Target;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

class ClientWayTest {
  private static final HttpClient CLIENT = HttpClient.create();
  private static final InetSocketAddress PROXY =
      InetSocketAddress.createUnresolved("proxy.corp", 3128);

  static Stream<Arguments> clients() throws Exception {
    var context = SslContextBuilder.forClient().build();
    return Stream.of(
        arguments("https", CLIENT, null),
        arguments("https", CLIENT.secure(), null),
        arguments("https", CLIENT.resolver(DefaultAddressResolverGroup.INSTANCE), null),
        arguments("https", CLIENT.resolver(NoopAddressResolverGroup.INSTANCE), OwnWay.DNS),
        arguments(
            "http",
            CLIENT.bindAddress(() -> new InetSocketAddress("127.0.0.1", 0)),
            OwnWay.SOCKETS),
        arguments(
            "http",
            CLIENT.proxy(proxy -> proxy.type(ProxyProvider.Proxy.HTTP).address(PROXY)),
            OwnWay.PROXY),
        arguments("https", CLIENT.secure(tls -> tls.sslContext(context)), OwnWay.TLS),
        arguments("http", CLIENT.secure(tls -> tls.sslContext(context)), null));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void clientsOwn(String scheme, HttpClient client, OwnWay expected) throws Exception {
    assertThat(way(scheme, client)).isEqualTo(expected);
  }

  /** The client does not ask for it, our transport does. */
  @Test
  void proxyOfTheJvm_isAnotherWay() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("proxy.corp", 3128)));
    try {
      assertThat(way("https", CLIENT)).isEqualTo(OwnWay.PROXY);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private static OwnWay way(String scheme, HttpClient client) throws Exception {
    return ClientWay.of(
        client.configuration(), Target.of(scheme, "track.customer.io", -1), new Internals());
  }
}
