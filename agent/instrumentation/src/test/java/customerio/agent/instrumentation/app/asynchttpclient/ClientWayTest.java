package customerio.agent.instrumentation.app.asynchttpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import customerio.agent.capture.OwnWay;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.DefaultNameResolver;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.List;
import java.util.stream.Stream;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.proxy.ProxyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientWayTest {
  private static final String HOST = "track.customer.io";
  private static final ProxyServer PROXY = new ProxyServer.Builder("proxy.corp", 3128).build();
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  static Stream<Arguments> configurations() throws Exception {
    return Stream.of(
        arguments(Dsl.config(), null),
        arguments(Dsl.config().setProxyServer(PROXY), OwnWay.PROXY),
        arguments(Dsl.config().setProxyServer(exempting(HOST)), null),
        arguments(Dsl.config().setSslContext(SslContextBuilder.forClient().build()), OwnWay.TLS),
        arguments(Dsl.config().setUseInsecureTrustManager(true), OwnWay.TLS),
        arguments(
            Dsl.config().setDisableHttpsEndpointIdentificationAlgorithm(true),
            OwnWay.HOSTNAME_VERIFIER),
        arguments(
            Dsl.config().setEnabledProtocols(new String[] {"TLSv1.3"}), OwnWay.TLS_PARAMETERS),
        arguments(
            Dsl.config().setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"}),
            OwnWay.TLS_PARAMETERS));
  }

  private static ProxyServer exempting(String host) {
    return new ProxyServer.Builder("proxy.corp", 3128).setNonProxyHosts(List.of(host)).build();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void clientsOwn(DefaultAsyncHttpClientConfig.Builder config, OwnWay expected) throws Exception {
    assertThat(way("https", new RequestBuilder(), config)).isEqualTo(expected);
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments(new RequestBuilder().setAddress(LOOPBACK), OwnWay.DNS),
        arguments(
            new RequestBuilder()
                .setNameResolver(new DefaultNameResolver(ImmediateEventExecutor.INSTANCE)),
            OwnWay.DNS),
        arguments(new RequestBuilder().setLocalAddress(LOOPBACK), OwnWay.SOCKETS),
        arguments(new RequestBuilder().setProxyServer(PROXY), OwnWay.PROXY));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsOwn(RequestBuilder request, OwnWay expected) throws Exception {
    assertThat(way("http", request, Dsl.config())).isEqualTo(expected);
  }

  @Test
  void withoutTls_itsSettingsMakeNoDifference() throws Exception {
    assertThat(way("http", new RequestBuilder(), Dsl.config().setUseInsecureTrustManager(true)))
        .isNull();
  }

  /** The client does not ask for it, our transport does. */
  @Test
  void proxyOfTheJvm_isAnotherWay() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("proxy.corp", 3128)));
    try {
      assertThat(way("https", new RequestBuilder(), Dsl.config())).isEqualTo(OwnWay.PROXY);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private static OwnWay way(
      String scheme, RequestBuilder request, DefaultAsyncHttpClientConfig.Builder config)
      throws Exception {
    return ClientWay.of(
        request.setUrl(scheme + "://" + HOST + "/api/v1/customers/ada").build(),
        config.build(),
        new Internals());
  }
}
