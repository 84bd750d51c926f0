package customerio.tests.soak.app;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

public final class Hc5Speaker extends HttpSpeaker {
  private final CloseableHttpClient client = HttpClients.createDefault();

  public Hc5Speaker(String base) {
    super(base);
  }

  @Override
  String send(String method, String url, String json) throws IOException {
    HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(url));
    request.setHeader("Authorization", AUTHORIZATION);
    request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    return client.execute(
        request,
        response -> {
          EntityUtils.consume(response.getEntity());
          Header sign = response.getFirstHeader(SIGN);
          return sign == null ? null : sign.getValue();
        });
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
