package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.util.EntityUtils;

/**
 * What holds for every supported version, part by part. Run by {@link Apache4VersionsTest}, in
 * loaders of its own. Sealed, so that all parts are found, and none can be forgotten.
 */
abstract sealed class Apache4Contract extends ScriptedCalls
    permits AbortContract,
        ClientLayersContract,
        EntityContract,
        OriginalCallContract,
        RelayContract,
        ResponseContract,
        TakenCallContract,
        WayContract {
  static final String SERVER_SAYS = "{\"from\":\"server\"}";
  static final Reply QUEUED =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));

  final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
  final HttpClientBuilder builder = HttpClientBuilder.create().setConnectionManager(pool);

  Apache4Contract() {
    super(LoopbackStub.json(200, SERVER_SAYS));
  }

  @Override
  public void close() {
    super.close();
    pool.shutdown();
  }

  HttpPut put() {
    return put(new StringEntity(BODY, ContentType.APPLICATION_JSON));
  }

  HttpPut put(HttpEntity entity) {
    HttpPut put = with(new HttpPut(server.url(PATH)));
    put.setEntity(entity);
    return put;
  }

  static <T extends HttpRequestBase> T with(T request) {
    request.setHeader("Authorization", "Basic c2l0ZTpr");
    return request;
  }

  String call(HttpUriRequest request) throws IOException {
    return call(builder.build(), request);
  }

  String call(CloseableHttpClient client, HttpUriRequest request) throws IOException {
    try (CloseableHttpResponse response = client.execute(request)) {
      return response.getEntity() == null ? null : EntityUtils.toString(response.getEntity());
    }
  }

  Throwable failureOf(HttpUriRequest request) {
    try {
      call(request);
      return null;
    } catch (IOException | RuntimeException e) {
      return e;
    }
  }

  void assertNothingConnected() {
    assertThat(server.received).isEmpty();
    assertThat(pool.getTotalStats().getAvailable() + pool.getTotalStats().getLeased()).isZero();
  }
}
