package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import customerio.agent.instrumentation.testing.TrustsAll;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.BasicHttpClientConnectionManager;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

/** Where the application's client goes a way of its own; without connecting, but for the calls. */
public final class WayContract extends Apache4Contract {
  private static final HttpHost HTTPS = new HttpHost("track.customer.invalid", 443, "https");
  private static final HttpHost HTTP = new HttpHost("127.0.0.1", 80, "http");
  private static final HttpHost PROXY = new HttpHost("gw", 3128);

  private final HttpRequest request = new HttpGet("/");
  private final HttpClientContext context = HttpClientContext.create();

  @Test
  public void plainClients_areTaken_overTlsToo() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    List<CloseableHttpClient> clients =
        List.of(
            HttpClients.createDefault(),
            HttpClients.createSystem(),
            builder.build(),
            HttpClients.custom()
                .setConnectionManager(new BasicHttpClientConnectionManager())
                .build());
    for (CloseableHttpClient client : clients) {
      assertThat(call(client, with(new HttpPut(server.url(PATH).replace("http:", "https:")))))
          .isEqualTo("{}");
    }

    assertThat(taker.commits).hasValue(4);
    assertThat(taker.bypassed).hasValue(0);
    assertNothingConnected();
  }

  @Test
  public void ownWay_isLeftToTheClient_andNothingCaptured() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    HttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(
            registry("http", PlainConnectionSocketFactory.INSTANCE),
            host -> SystemDefaultDnsResolver.INSTANCE.resolve(host));

    String answer = call(HttpClients.custom().setConnectionManager(connections).build(), put());
    connections.shutdown();

    assertThat(answer).isEqualTo(SERVER_SAYS);
    assertServerGot(BODY);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void proxy_isItsOwn() {
    assertThat(way(pool, new HttpRoute(HTTPS, null, PROXY, true))).isEqualTo(OwnWay.PROXY);
    assertThat(way(pool, new HttpRoute(HTTP, null, PROXY, false))).isEqualTo(OwnWay.PROXY);
  }

  @Test
  public void localAddress_isItsOwn() {
    HttpRoute bound = new HttpRoute(HTTPS, InetAddress.getLoopbackAddress(), true);

    assertThat(way(pool, bound)).isEqualTo(OwnWay.SOCKETS);
  }

  @Test
  public void credentialsForAProxyThatIsNotUsed_doNotMatter() {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("a", "b"));
    context.setCredentialsProvider(credentials);

    assertThat(way(pool, new HttpRoute(HTTPS))).isNull();
  }

  @Test
  public void tls_isItsOwn() throws GeneralSecurityException {
    HttpClientConnectionManager trusting =
        secured(new SSLConnectionSocketFactory(TrustsAll.context()));

    assertThat(way(trusting, new HttpRoute(HTTPS))).isEqualTo(OwnWay.TLS);
    assertThat(way(trusting, new HttpRoute(HTTP))).as("without TLS").isNull();
  }

  @Test
  public void hostnameVerifier_isItsOwn() throws GeneralSecurityException {
    assertThat(
            way(
                secured(
                    new SSLConnectionSocketFactory(
                        SSLContext.getDefault(),
                        SSLConnectionSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER)),
                new HttpRoute(HTTPS)))
        .isEqualTo(OwnWay.HOSTNAME_VERIFIER);
  }

  @Test
  public void tlsVersions_areItsOwn() throws GeneralSecurityException {
    assertThat(
            way(
                secured(
                    new SSLConnectionSocketFactory(
                        SSLContext.getDefault(),
                        new String[] {"TLSv1.3"},
                        null,
                        SSLConnectionSocketFactory.BROWSER_COMPATIBLE_HOSTNAME_VERIFIER)),
                new HttpRoute(HTTPS)))
        .isEqualTo(OwnWay.TLS_PARAMETERS);
  }

  @Test
  public void socketFactories_areItsOwn() throws GeneralSecurityException {
    SSLConnectionSocketFactory secure = new SSLConnectionSocketFactory(SSLContext.getDefault()) {};
    ConnectionSocketFactory plain = new PlainConnectionSocketFactory() {};

    assertThat(way(secured(secure), new HttpRoute(HTTPS))).isEqualTo(OwnWay.UNKNOWN);
    assertThat(way(manager("http", plain), new HttpRoute(HTTP))).isEqualTo(OwnWay.SOCKETS);
  }

  /** As recipes for SOCKS proxies have it. */
  @Test
  public void socketFactoriesOfTheContext_comeFirst() throws GeneralSecurityException {
    context.setAttribute(
        "http.socket-factory-registry",
        registry("https", new SSLConnectionSocketFactory(TrustsAll.context())));

    assertThat(way(pool, new HttpRoute(HTTPS))).isEqualTo(OwnWay.TLS);
  }

  @Test
  public void managerThatWeDoNotKnow_cannotBeRead() {
    assertThat(way(new MemoryConnections(null, null), new HttpRoute(HTTP)))
        .isEqualTo(OwnWay.UNKNOWN);
  }

  private OwnWay way(HttpClientConnectionManager connections, HttpRoute route) {
    return ClientWay.of(connections, route, request, context);
  }

  private static HttpClientConnectionManager secured(ConnectionSocketFactory sockets) {
    return manager("https", sockets);
  }

  private static HttpClientConnectionManager manager(
      String scheme, ConnectionSocketFactory sockets) {
    return new BasicHttpClientConnectionManager(registry(scheme, sockets));
  }

  private static Registry<ConnectionSocketFactory> registry(
      String scheme, ConnectionSocketFactory sockets) {
    return RegistryBuilder.<ConnectionSocketFactory>create()
        .register("http", PlainConnectionSocketFactory.INSTANCE)
        .register(scheme, sockets)
        .build();
  }
}
