package customerio.tests.egress;

import customerio.tests.crash.TrackCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The ways of Apache's clients: 4, 5, and 5 asynchronous. */
final class ApacheWays {
  private static final String MARK = "X-Customerio-Agent";

  private final String url;
  private final InetSocketAddress proxy;
  private final TestKeys keys;

  ApacheWays(String url, InetSocketAddress proxy, TestKeys keys) {
    this.url = url;
    this.proxy = proxy;
    this.keys = keys;
  }

  String four(String way, String body) throws Exception {
    org.apache.http.impl.client.HttpClientBuilder client =
        org.apache.http.impl.client.HttpClientBuilder.create();
    switch (way) {
      case "own" ->
          client
              .setProxy(
                  new org.apache.http.HttpHost(proxy.getHostString(), proxy.getPort(), "http"))
              .setSslcontext(keys.ofApplication());
      case "direct" -> {}
      case "verifier" ->
          client
              .useSystemProperties()
              .setHostnameVerifier(
                  org.apache.http.conn.ssl.SSLConnectionSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER);
      default -> client.useSystemProperties();
    }
    org.apache.http.client.methods.HttpPost post = new org.apache.http.client.methods.HttpPost(url);
    post.setHeader("Authorization", TrackCalls.AUTHORIZATION);
    post.setEntity(
        new org.apache.http.entity.StringEntity(
            body, org.apache.http.entity.ContentType.APPLICATION_JSON));
    try (org.apache.http.impl.client.CloseableHttpClient built = client.build();
        org.apache.http.client.methods.CloseableHttpResponse response = built.execute(post)) {
      org.apache.http.util.EntityUtils.consume(response.getEntity());
      return WayCaller.seen(
          response.getStatusLine().getStatusCode(),
          response.containsHeader(MARK) ? response.getFirstHeader(MARK).getValue() : null);
    }
  }

  String five(String way, String body) throws Exception {
    HttpClientBuilder client = HttpClientBuilder.create();
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create();
    switch (way) {
      case "own" -> {
        client.setProxy(new HttpHost("http", proxy.getHostString(), proxy.getPort()));
        connections.setSSLSocketFactory(new SSLConnectionSocketFactory(keys.ofApplication()));
      }
      case "direct" -> {}
      case "verifier" -> {
        client.useSystemProperties();
        connections
            .useSystemProperties()
            .setSSLSocketFactory(
                new SSLConnectionSocketFactory(
                    SSLContext.getDefault(), NoopHostnameVerifier.INSTANCE));
      }
      default -> {
        client.useSystemProperties();
        connections.useSystemProperties();
      }
    }
    HttpPost post = new HttpPost(url);
    post.setHeader("Authorization", TrackCalls.AUTHORIZATION);
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    try (CloseableHttpClient built = client.setConnectionManager(connections.build()).build()) {
      return built.execute(
          post,
          response -> {
            EntityUtils.consume(response.getEntity());
            return WayCaller.seen(response.getCode(), mark(response.getFirstHeader(MARK)));
          });
    }
  }

  String fiveAsync(String way, String body) throws Exception {
    HttpAsyncClientBuilder client = HttpAsyncClientBuilder.create();
    PoolingAsyncClientConnectionManagerBuilder connections =
        PoolingAsyncClientConnectionManagerBuilder.create();
    switch (way) {
      case "own" -> {
        client.setProxy(new HttpHost("http", proxy.getHostString(), proxy.getPort()));
        connections.setTlsStrategy(new DefaultClientTlsStrategy(keys.ofApplication()));
      }
      case "direct" -> {}
      case "verifier" -> {
        client.useSystemProperties();
        connections
            .useSystemProperties()
            .setTlsStrategy(
                new DefaultClientTlsStrategy(
                    SSLContext.getDefault(), NoopHostnameVerifier.INSTANCE));
      }
      default -> {
        client.useSystemProperties();
        connections.useSystemProperties();
      }
    }
    try (CloseableHttpAsyncClient built =
        client.setConnectionManager(connections.build()).build()) {
      built.start();
      SimpleHttpResponse response =
          built
              .execute(
                  SimpleRequestBuilder.post(url)
                      .setHeader("Authorization", TrackCalls.AUTHORIZATION)
                      .setBody(body, ContentType.APPLICATION_JSON)
                      .build(),
                  null)
              .get();
      return WayCaller.seen(response.getCode(), mark(response.getFirstHeader(MARK)));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : e;
    }
  }

  private static String mark(Header line) {
    return line == null ? null : line.getValue();
  }
}
