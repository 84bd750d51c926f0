package customerio.tests.soak.app;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;

public final class Hc5AsyncSpeaker extends HttpSpeaker {
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  public Hc5AsyncSpeaker(String base) {
    super(base);
    client.start();
  }

  @Override
  String send(String method, String url, String json) throws Exception {
    SimpleHttpResponse response =
        client
            .execute(
                SimpleRequestBuilder.create(method)
                    .setUri(url)
                    .setHeader("Authorization", AUTHORIZATION)
                    .setBody(json, ContentType.APPLICATION_JSON)
                    .build(),
                null)
            .get(TIMEOUT, TimeUnit.SECONDS);
    Header sign = response.getFirstHeader(SIGN);
    return sign == null ? null : sign.getValue();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
