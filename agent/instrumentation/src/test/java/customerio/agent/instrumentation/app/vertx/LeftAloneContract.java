package customerio.agent.instrumentation.app.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** Clients that reach Customer.io in a way of their own make their calls by themselves. */
public final class LeftAloneContract extends VertxContract {

  private void assertLeftAlone(RequestOptions request) throws Exception {
    script(ScriptedTaker.fail(new IllegalStateException("asked")));

    assertThat(send(request)).isEqualTo(FROM_SERVER);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
    assertThat(server.received).hasSize(1);
    assertThat(server.received.get(0).headers().contains("X-Customerio-Agent-Bridge")).isFalse();
  }

  @Test
  public void proxyOfTheClient() throws Exception {
    options.setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(server.port()));

    assertLeftAlone(put());
  }

  @Test
  public void proxyOfTheRequest() throws Exception {
    assertLeftAlone(
        put().setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(server.port())));
  }

  /** The bridge has none, so it does not matter that the application would do without. */
  @Test
  public void proxyThatTheUserGivesUp() throws Exception {
    script(ScriptedTaker.fail(new IllegalStateException("asked")));
    taker.takesOwnWays = true;
    options.setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(server.port()));

    assertThat(send(put())).isEqualTo(FROM_SERVER);
    assertThat(taker.bypassed).hasValue(1);
    assertThat(taker.concerns).containsExactly("client-passes-through vertx");
  }

  @Test
  public void trustInEverybody() throws Exception {
    options.setTrustAll(true);

    assertLeftAlone(put());
  }

  @Test
  public void trustInOthers() throws Exception {
    options.setTrustOptions(new PemTrustOptions());

    assertLeftAlone(put());
  }

  @Test
  public void namesThatAreNotVerified() throws Exception {
    options.setVerifyHost(false);

    assertLeftAlone(put());
  }

  @Test
  public void fewerCiphers() throws Exception {
    options.addEnabledCipherSuite("TLS_AES_128_GCM_SHA256");

    assertLeftAlone(put());
  }

  @Test
  public void localAddress() throws Exception {
    Class<?> configuration = Members.typeIfThere("io.vertx.core.http.HttpClientConfig");
    if (configuration == null) {
      options.setLocalAddress("127.0.0.1");
    } else {
      // 5.1 and 5.2 forget what their options say of it
      config = configuration.getConstructor(HttpClientOptions.class).newInstance(options);
      Object tcp = configuration.getMethod("getTcpConfig").invoke(config);
      tcp.getClass()
          .getMethod("setLocalAddress", SocketAddress.class)
          .invoke(tcp, SocketAddress.inetSocketAddress(0, "127.0.0.1"));
    }

    assertLeftAlone(put());
  }

  @Test
  public void http10() throws Exception {
    options.setProtocolVersion(HttpVersion.HTTP_1_0);

    assertLeftAlone(put());
  }

  @Test
  public void serverThatIsNotTheHost() throws Exception {
    RequestOptions request = put();
    for (Method method : RequestOptions.class.getMethods()) {
      // for a SocketAddress in 4, for any address in 5
      if (method.getName().equals("setServer")) {
        method.invoke(request, SocketAddress.inetSocketAddress(server.port(), "localhost"));
        break;
      }
    }

    assertLeftAlone(request);
  }
}
