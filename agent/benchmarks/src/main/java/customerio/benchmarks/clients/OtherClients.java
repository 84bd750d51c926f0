package customerio.benchmarks.clients;

import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;

/** OkHttp and Jetty's. */
final class OtherClients {

  private OtherClients() {}

  static Client.Call okHttp(URI target, String authorization) {
    OkHttpClient client = new OkHttpClient();
    return body -> {
      Request request =
          new Request.Builder()
              .url(target.toString())
              .header("Authorization", authorization)
              .post(RequestBody.create(body, null))
              .build();
      try (Response answer = client.newCall(request).execute()) {
        answer.body().bytes();
        return answer.code();
      }
    };
  }

  static Client.Call jetty(URI target, String authorization) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    return new Client.Call() {
      @Override
      public int with(byte[] body) throws Exception {
        return client
            .POST(target)
            .headers(headers -> headers.add("Authorization", authorization))
            .body(new BytesRequestContent(body))
            .send()
            .getStatus();
      }

      @Override
      public void end() throws Exception {
        client.stop();
      }
    };
  }
}
