package customerio.agent.instrumentation.app.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.bridge.Target;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedCalls;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

/**
 * Clients that reach Customer.io in a way of their own make their calls by themselves, until the
 * user gives that way up; what the bridge has no part for is theirs in any case.
 */
public final class WayContract extends ScriptedCalls {
  private static final String FROM_SERVER = "{\"from\":\"server\"}";
  private static final String FROM_AGENT = "{\"from\":\"agent\"}";
  private static final Target CUSTOMERIO = Target.of("https", "track.customer.io", -1);
  private static final Function<ScriptedTaker, Takeover> ANSWERS =
      ScriptedTaker.accept(
          new Reply(200, Headers.of(), FROM_AGENT.getBytes(StandardCharsets.UTF_8)));

  private final HttpClient client = new HttpClient();
  private final SslContextFactory.Client tls = new SslContextFactory.Client();

  public WayContract() {
    super(LoopbackStub.json(200, FROM_SERVER));
    client.setSslContextFactory(tls);
  }

  @Override
  public void close() {
    LifeCycle.stop(client);
    super.close();
  }

  private String put() throws Exception {
    client.start();
    return client
        .newRequest(server.url(PATH))
        .method("PUT")
        .body(new StringRequestContent("application/json", BODY))
        .send()
        .getContentAsString();
  }

  private void assertLeftAlone() throws Exception {
    script(ScriptedTaker.fail(new IllegalStateException("asked")));

    assertThat(put()).isEqualTo(FROM_SERVER);
    assertThat(taker.bypassed).hasValue(1);
    assertThat(taker.concerns).isEmpty();
  }

  /** Also when the user gives the client's way up. */
  private void assertLeftAloneInAnyCase() throws Exception {
    script(ScriptedTaker.fail(new IllegalStateException("asked")));
    taker.takesOwnWays = true;

    assertThat(put()).isEqualTo(FROM_SERVER);
    assertThat(taker.bypassed).hasValue(1);
    assertThat(taker.concerns).containsExactly("client-passes-through jetty");
  }

  private void useProxy() {
    client.getProxyConfiguration().addProxy(new HttpProxy("127.0.0.1", server.port()));
  }

  private void useLocalAddress() {
    client.setBindAddress(new InetSocketAddress("127.0.0.1", 0));
  }

  /**
   * @return the hosts that the client asks for
   */
  private List<String> useResolver() {
    List<String> asked = new CopyOnWriteArrayList<>();
    SocketAddressResolver system = new SocketAddressResolver.Sync();
    // 12.1 asks with one argument more
    client.setSocketAddressResolver(
        (SocketAddressResolver)
            Proxy.newProxyInstance(
                SocketAddressResolver.class.getClassLoader(),
                new Class<?>[] {SocketAddressResolver.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("resolve")) {
                    asked.add((String) arguments[0]);
                  }
                  return method.invoke(system, arguments);
                }));
    return asked;
  }

  @Test
  public void wayOfTheJvm_isTaken() throws Exception {
    script(ANSWERS);

    assertThat(put()).isEqualTo(FROM_AGENT);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void proxy() throws Exception {
    useProxy();

    assertLeftAlone();
  }

  @Test
  public void proxyThatTheUserGivesUp() throws Exception {
    useProxy();

    assertLeftAloneInAnyCase();
  }

  @Test
  public void localAddress() throws Exception {
    useLocalAddress();

    assertLeftAlone();
  }

  @Test
  public void localAddressThatTheUserGivesUp() throws Exception {
    useLocalAddress();

    assertLeftAloneInAnyCase();
  }

  @Test
  public void resolver() throws Exception {
    List<String> asked = useResolver();

    assertLeftAlone();
    assertThat(asked).containsExactly("127.0.0.1");
  }

  /** It may know no address but Customer.io's. */
  @Test
  public void resolverThatTheUserGivesUp_isNotAskedForTheBridge() throws Exception {
    List<String> asked = useResolver();
    script(ANSWERS);
    taker.takesOwnWays = true;

    assertThat(put()).isEqualTo(FROM_AGENT);
    assertThat(asked).isEmpty();
    assertThat(taker.bypassed).hasValue(0);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void callThatTheAgentLeaves_goesWithoutTheResolverThatTheUserGivesUp() throws Exception {
    List<String> asked = useResolver();
    script(ScriptedTaker.pass());
    taker.takesOwnWays = true;

    assertThat(put()).isEqualTo(FROM_SERVER);
    assertThat(asked).isEmpty();
    assertThat(server.received).hasSize(1);
  }

  /** The bridge would not understand it, and the call would come to nothing. */
  @Test
  public void requestOfHttp10() throws Exception {
    client.start();
    script(ScriptedTaker.fail(new IllegalStateException("asked")));

    String answer =
        client
            .newRequest(server.url(PATH))
            .version(HttpVersion.HTTP_1_0)
            .method("PUT")
            .body(new StringRequestContent("application/json", BODY))
            .send()
            .getContentAsString();

    assertThat(answer).isEqualTo(FROM_SERVER);
    assertThat(taker.bypassed).hasValue(1);
    assertThat(taker.concerns).containsExactly("client-passes-through jetty");
  }

  private void assertWay(OwnWay expected) throws Exception {
    client.start();

    assertThat(ClientWay.of(client, CUSTOMERIO)).isEqualTo(expected);
  }

  @Test
  public void tlsOfTheJvm() throws Exception {
    assertWay(null);
  }

  @Test
  public void contextOfTheJvm() throws Exception {
    tls.setSslContext(SSLContext.getDefault());

    assertWay(null);
  }

  @Test
  public void trustInEverybody() throws Exception {
    tls.setTrustAll(true);

    assertWay(OwnWay.TLS);
  }

  @Test
  public void trustInOthers() throws Exception {
    KeyStore nobody = KeyStore.getInstance("PKCS12");
    nobody.load(null, null);
    tls.setTrustStore(nobody);

    assertWay(OwnWay.TLS);
  }

  @Test
  public void namesThatAreNotVerified() throws Exception {
    tls.setEndpointIdentificationAlgorithm(null);

    assertWay(OwnWay.HOSTNAME_VERIFIER);
  }

  @Test
  public void verifierOfItsOwn() throws Exception {
    tls.setHostnameVerifier((host, session) -> true);

    assertWay(OwnWay.HOSTNAME_VERIFIER);
  }

  @Test
  public void otherProtocols() throws Exception {
    tls.setIncludeProtocols("TLSv1.3");

    assertWay(OwnWay.TLS_PARAMETERS);
  }

  @Test
  public void fewerCiphers() throws Exception {
    tls.addExcludeCipherSuites("TLS_AES_128_GCM_SHA256");

    assertWay(OwnWay.TLS_PARAMETERS);
  }

  @Test
  public void factoryThatNobodyKnows() throws Exception {
    client.setSslContextFactory(new SslContextFactory.Client() {});

    assertWay(OwnWay.UNKNOWN);
  }

  @Test
  public void withoutTls_itsSettingsMakeNoDifference() throws Exception {
    tls.setTrustAll(true);
    client.start();

    assertThat(ClientWay.of(client, Target.of("http", CUSTOMERIO.host(), -1))).isNull();
  }

  /** The client does not ask for it, our transport does. */
  @Test
  public void proxyOfTheJvm_isAnotherWay() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("proxy.corp", 3128)));
    try {
      assertWay(OwnWay.PROXY);
    } finally {
      ProxySelector.setDefault(before);
    }
  }
}
