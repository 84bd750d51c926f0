package customerio.tests.soak.app;

import java.io.IOException;
import org.apache.http.Header;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

public final class Apache4Speaker extends HttpSpeaker {
  private final CloseableHttpClient client = HttpClients.createDefault();

  public Apache4Speaker(String base) {
    super(base);
  }

  @Override
  String send(String method, String url, String json) throws IOException {
    try (CloseableHttpResponse response =
        client.execute(
            RequestBuilder.create(method)
                .setUri(url)
                .setHeader("Authorization", AUTHORIZATION)
                .setEntity(new StringEntity(json, ContentType.APPLICATION_JSON))
                .build())) {
      EntityUtils.consume(response.getEntity());
      Header sign = response.getFirstHeader(SIGN);
      return sign == null ? null : sign.getValue();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
