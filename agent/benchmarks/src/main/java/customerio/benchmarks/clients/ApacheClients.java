package customerio.benchmarks.clients;

import java.net.URI;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;

/** HttpClient 4 and 5, whose classes have the same names. */
final class ApacheClients {

  private ApacheClients() {}

  static Client.Call four(URI target, String authorization) {
    var client = org.apache.http.impl.client.HttpClients.createDefault();
    return body -> {
      HttpPost post = new HttpPost(target);
      post.setHeader("Authorization", authorization);
      post.setEntity(new org.apache.http.entity.ByteArrayEntity(body));
      try (CloseableHttpResponse answer = client.execute(post)) {
        org.apache.http.util.EntityUtils.consume(answer.getEntity());
        return answer.getStatusLine().getStatusCode();
      }
    };
  }

  static Client.Call five(URI target, String authorization) {
    CloseableHttpClient client = HttpClients.createDefault();
    return body ->
        client.execute(
            ClassicRequestBuilder.post(target)
                .setHeader("Authorization", authorization)
                .setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON))
                .build(),
            answer -> {
              EntityUtils.consume(answer.getEntity());
              return answer.getCode();
            });
  }

  static Client.Call fiveAsync(URI target, String authorization) {
    CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
    client.start();
    return new Client.Call() {
      @Override
      public int with(byte[] body) throws Exception {
        return client
            .execute(
                SimpleRequestBuilder.post(target)
                    .setHeader("Authorization", authorization)
                    .setBody(body, ContentType.APPLICATION_JSON)
                    .build(),
                null)
            .get()
            .getCode();
      }

      @Override
      public void end() {
        client.close(CloseMode.IMMEDIATE);
      }
    };
  }
}
