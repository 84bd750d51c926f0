package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;

/** The blocking client. */
abstract sealed class ClassicContract extends Hc5Contract
    permits ClassicTakenContract,
        ClassicEntityContract,
        ClassicOriginalContract,
        ClassicRelayContract,
        ClassicLayersContract {
  final PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
  final HttpClientBuilder client = HttpClientBuilder.create().setConnectionManager(connections);

  final HttpPut put() {
    return put(new StringEntity(BODY, ContentType.APPLICATION_JSON));
  }

  final HttpPut put(HttpEntity entity) {
    HttpPut put = authorized(new HttpPut(server.url(PATH)));
    put.setEntity(entity);
    return put;
  }

  final <R extends HttpUriRequestBase> R authorized(R request) {
    request.setHeader("Authorization", "Basic c2l0ZTpr");
    return request;
  }

  final String call(ClassicHttpRequest request) throws IOException {
    return client.build().execute(request, ClassicContract::text);
  }

  static String text(ClassicHttpResponse response) throws IOException, ParseException {
    return response.getEntity() == null ? null : EntityUtils.toString(response.getEntity());
  }

  final Throwable failureOf(ClassicHttpRequest request) {
    try {
      return new AssertionError("answered with " + call(request));
    } catch (IOException | RuntimeException e) {
      return e;
    }
  }

  final void assertNoConnection() {
    assertThat(connections.getTotalStats())
        .extracting("leased", "pending", "available")
        .containsExactly(0, 0, 0);
  }

  @Override
  public void close() {
    connections.close(CloseMode.IMMEDIATE);
    super.close();
  }
}
