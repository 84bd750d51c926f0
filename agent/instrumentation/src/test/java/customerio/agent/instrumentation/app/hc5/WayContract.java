package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.testing.TrustsAll;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;

/** Where the application's client goes a way of its own; without connecting. */
public final class WayContract extends Hc5Contract {
  private static final HttpHost HTTPS = new HttpHost("https", "track.customer.invalid", 443);
  private static final HttpHost HTTP = new HttpHost("http", "127.0.0.1", 80);

  /** From 5.4 on, a socket factory of the old kind is wrapped, and cannot be looked into. */
  private static final OwnWay WRAPPED = OwnWay.UNKNOWN;

  private final HttpClientContext context = HttpClientContext.create();

  @Test
  public void plainClients_goTheJvmsWay() {
    assertThat(way(HTTP, null, it -> {})).isNull();
    assertThat(way(HTTPS, null, it -> {})).isNull();
  }

  @Test
  public void proxy_isItsOwn() {
    assertThat(way(HTTPS, new HttpHost("http", "gw", 3128), it -> {})).isEqualTo(OwnWay.PROXY);
  }

  @Test
  public void socksProxy_isItsOwn() throws Exception {
    InetSocketAddress gateway = InetSocketAddress.createUnresolved("gw", 1080);
    SocketConfig sockets = SocketConfig.custom().setSocksProxyAddress(gateway).build();
    IOReactorConfig reactor = IOReactorConfig.custom().setSocksProxyAddress(gateway).build();

    assertThat(way(HTTPS, null, it -> it.setDefaultSocketConfig(sockets))).isEqualTo(OwnWay.PROXY);
    assertThat(way(HTTP, null, it -> it.setDefaultSocketConfig(sockets))).isEqualTo(OwnWay.PROXY);
    assertThat(asyncWay(it -> {}, reactor)).isEqualTo(OwnWay.PROXY);
  }

  @Test
  public void localAddress_isItsOwn() {
    HttpRoute bound = new HttpRoute(HTTPS, InetAddress.getLoopbackAddress(), true);

    assertThat(way(bound, it -> {})).isEqualTo(OwnWay.SOCKETS);
  }

  @Test
  public void credentialsForAProxyThatIsNotUsed_doNotMatter() {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1), new UsernamePasswordCredentials("a", "b".toCharArray()));
    context.setCredentialsProvider(credentials);

    assertThat(way(HTTPS, null, it -> {})).isNull();
  }

  @Test
  public void names_areItsOwn() {
    DnsResolver own =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolve(host);
          }

          @Override
          public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
          }
        };

    assertThat(way(HTTP, null, it -> it.setDnsResolver(own))).isEqualTo(OwnWay.DNS);
  }

  @Test
  public void tls_isItsOwn() throws GeneralSecurityException {
    SSLContext trusting = TrustsAll.context();

    assertThat(
            way(
                HTTPS,
                null,
                it -> it.setSSLSocketFactory(new SSLConnectionSocketFactory(trusting))))
        .isIn(OwnWay.TLS, WRAPPED);
    assertThat(
            way(HTTP, null, it -> it.setSSLSocketFactory(new SSLConnectionSocketFactory(trusting))))
        .as("without TLS")
        .isNull();
  }

  @Test
  public void hostnameVerifier_isItsOwn() {
    assertThat(
            way(
                HTTPS,
                null,
                it ->
                    it.setSSLSocketFactory(
                        new SSLConnectionSocketFactory(
                            SSLContexts.createDefault(), NoopHostnameVerifier.INSTANCE))))
        .isIn(OwnWay.HOSTNAME_VERIFIER, WRAPPED);
  }

  @Test
  public void tlsVersions_areItsOwn() {
    assertThat(
            way(
                HTTPS,
                null,
                it ->
                    it.setSSLSocketFactory(
                        new SSLConnectionSocketFactory(
                            SSLContexts.createDefault(),
                            new String[] {"TLSv1.3"},
                            null,
                            new DefaultHostnameVerifier()))))
        .isIn(OwnWay.TLS_PARAMETERS, WRAPPED);
  }

  @Test
  public void tlsVersionsOfTheJvm_areNotItsOwn() throws Exception {
    assertThat(asyncWay(it -> it.setTlsStrategy(speaking("TLSv1.3", "TLSv1.2")))).isNull();
    assertThat(asyncWay(it -> it.setTlsStrategy(speaking("TLSv1.3"))))
        .isEqualTo(OwnWay.TLS_PARAMETERS);
  }

  private static DefaultClientTlsStrategy speaking(String... versions) {
    return new DefaultClientTlsStrategy(
        SSLContexts.createSystemDefault(),
        versions,
        null,
        SSLBufferMode.STATIC,
        new DefaultHostnameVerifier());
  }

  @Test
  public void asynchronousClients_areComparedToo() throws Exception {
    SSLContext trusting = TrustsAll.context();

    assertThat(asyncWay(it -> {})).isNull();
    assertThat(asyncWay(it -> it.setTlsStrategy(new DefaultClientTlsStrategy(trusting))))
        .isEqualTo(OwnWay.TLS);
  }

  private OwnWay asyncWay(Consumer<PoolingAsyncClientConnectionManagerBuilder> configuration)
      throws Exception {
    return asyncWay(configuration, IOReactorConfig.DEFAULT);
  }

  private OwnWay asyncWay(
      Consumer<PoolingAsyncClientConnectionManagerBuilder> configuration, IOReactorConfig reactor)
      throws Exception {
    PoolingAsyncClientConnectionManagerBuilder connections =
        PoolingAsyncClientConnectionManagerBuilder.create();
    configuration.accept(connections);
    OwnWay[] found = new OwnWay[1];
    try (var client =
        HttpAsyncClientBuilder.create()
            .setConnectionManager(connections.build())
            .setIOReactorConfig(reactor)
            .addExecInterceptorFirst(
                "way",
                (request, entity, scope, chain, callback) -> {
                  found[0] =
                      ClientWay.of(scope.execRuntime, new HttpRoute(HTTPS), request, context);
                  throw new InterruptedIOException("seen");
                })
            .build()) {
      client.start();
      assertThat(
              AsyncContract.failureOf(
                  client.execute(SimpleRequestBuilder.get("http://127.0.0.1/").build(), null)))
          .hasMessage("seen");
    }
    return found[0];
  }

  private OwnWay way(
      HttpHost target,
      HttpHost proxy,
      Consumer<PoolingHttpClientConnectionManagerBuilder> configuration) {
    return way(proxy == null ? new HttpRoute(target) : new HttpRoute(target, proxy), configuration);
  }

  private OwnWay way(
      HttpRoute route, Consumer<PoolingHttpClientConnectionManagerBuilder> configuration) {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create();
    configuration.accept(connections);
    OwnWay[] found = new OwnWay[1];
    try (var client =
        HttpClientBuilder.create()
            .setConnectionManager(connections.build())
            .addExecInterceptorFirst(
                "way",
                (request, scope, chain) -> {
                  found[0] = ClientWay.of(scope.execRuntime, route, request, context);
                  throw new InterruptedIOException("seen");
                })
            .build()) {
      client.execute(HTTP, new BasicClassicHttpRequest("GET", "/"));
    } catch (IOException e) {
      assertThat(e).hasMessage("seen");
    }
    return found[0];
  }
}
