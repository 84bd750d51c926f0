package customerio.benchmarks.clients;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** What goes over the loopback bridge with the agent. */
final class NettyClients {

  private NettyClients() {}

  static Client.Call reactor(URI target, String authorization) {
    HttpClient client =
        HttpClient.create().headers(headers -> headers.add("Authorization", authorization));
    return body ->
        client
            .post()
            .uri(target)
            .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
            .responseSingle((answer, bytes) -> bytes.thenReturn(answer.status().code()))
            .block();
  }

  static Client.Call asyncHttpClient(URI target, String authorization) {
    AsyncHttpClient client = Dsl.asyncHttpClient();
    return new Client.Call() {
      @Override
      public int with(byte[] body) throws Exception {
        return client
            .preparePost(target.toString())
            .setHeader("Authorization", authorization)
            .setBody(body)
            .execute()
            .get()
            .getStatusCode();
      }

      @Override
      public void end() throws Exception {
        client.close();
      }
    };
  }

  static Client.Call vertx(URI target, String authorization) {
    Vertx vertx = Vertx.vertx();
    HttpClientAgent client = vertx.createHttpClient();
    return new Client.Call() {
      @Override
      public int with(byte[] body) throws Exception {
        RequestOptions request =
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(target.toString())
                .putHeader("Authorization", authorization);
        return client
            .request(request)
            .compose(asked -> asked.send(Buffer.buffer(body)))
            .compose(answer -> answer.body().map(all -> answer.statusCode()))
            .toCompletionStage()
            .toCompletableFuture()
            .get();
      }

      @Override
      public void end() {
        vertx.close();
      }
    };
  }
}
