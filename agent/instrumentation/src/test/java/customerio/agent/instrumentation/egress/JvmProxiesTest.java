package customerio.agent.instrumentation.egress;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.OwnWay;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmProxiesTest {
  private static final URI TRACK = URI.create("https://track.customer.io/");
  private static final Proxy CORPORATE = http("Proxy.corp", 3128);

  private final ProxySelector before = ProxySelector.getDefault();

  @AfterEach
  void restore() {
    ProxySelector.setDefault(before);
  }

  @Test
  void noProxyAnywhere_isTheSame() {
    ProxySelector.setDefault(null);

    assertThat(JvmProxies.ofTheJvm(TRACK).ownWay(false)).isNull();
    assertThat(JvmProxies.against(Proxy.NO_PROXY, TRACK).ownWay(false)).isNull();
    assertThat(JvmProxies.against(selecting(), TRACK).ownWay(false)).isNull();
    assertThat(JvmProxies.against(selecting(Proxy.NO_PROXY), TRACK).ownWay(false)).isNull();
  }

  @Test
  void proxyThatTheJvmDoesNotChoose_isAnotherWay() {
    ProxySelector.setDefault(selecting(CORPORATE));

    assertThat(JvmProxies.against(http("proxy.corp", 3129), TRACK).ownWay(false))
        .isEqualTo(OwnWay.PROXY);
    assertThat(JvmProxies.against(http("other.corp", 3128), TRACK).ownWay(false))
        .isEqualTo(OwnWay.PROXY);
    assertThat(JvmProxies.against(Proxy.NO_PROXY, TRACK).ownWay(false)).isEqualTo(OwnWay.PROXY);
    assertThat(JvmProxies.against(selecting(CORPORATE, CORPORATE), TRACK).ownWay(false))
        .isEqualTo(OwnWay.PROXY);
  }

  @Test
  void sameProxySaidTwice_isTheSame_resolvedOrNot() {
    ProxySelector.setDefault(selecting(http("127.0.0.1", 3128)));
    Proxy resolved = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 3128));

    assertThat(JvmProxies.against(resolved, TRACK).ownWay(false)).isNull();
    assertThat(JvmProxies.against(selecting(resolved), TRACK).ownWay(false)).isNull();
  }

  @Test
  void socksIsAnotherProxyThanHttp() {
    ProxySelector.setDefault(selecting(CORPORATE));
    Proxy socks = new Proxy(Proxy.Type.SOCKS, CORPORATE.address());

    assertThat(JvmProxies.against(socks, TRACK).ownWay(false)).isEqualTo(OwnWay.PROXY);
    assertThat(JvmProxies.ofTheJvm(TRACK).includeSocks()).isFalse();
    ProxySelector.setDefault(selecting(socks));
    assertThat(JvmProxies.ofTheJvm(TRACK).includeSocks()).isTrue();
  }

  @Test
  void ownCredentials_matterWhereThereIsAProxy() {
    ProxySelector.setDefault(selecting(CORPORATE));
    assertThat(JvmProxies.ofTheJvm(TRACK).ownWay(true)).isEqualTo(OwnWay.PROXY_CREDENTIALS);

    ProxySelector.setDefault(null);
    assertThat(JvmProxies.ofTheJvm(TRACK).ownWay(true)).isNull();
  }

  @Test
  void authenticatorOfTheJvm_isNobodysOwn() {
    Authenticator one = new Authenticator() {};
    Authenticator before = Authenticator.getDefault();
    try {
      Authenticator.setDefault(one);
      assertThat(JvmProxies.isOwn(one)).isFalse();
      assertThat(JvmProxies.isOwn(null)).isFalse();
      assertThat(JvmProxies.isOwn(new Authenticator() {})).isTrue();
    } finally {
      Authenticator.setDefault(before);
    }
  }

  private static Proxy http(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  private static ProxySelector selecting(Proxy... proxies) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(proxies);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    };
  }
}
