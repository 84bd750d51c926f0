package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/** The asynchronous client. */
abstract sealed class AsyncContract extends Hc5Contract
    permits AsyncTakenContract,
        AsyncProducerContract,
        AsyncEndContract,
        AsyncCancelContract,
        AsyncThreadContract {
  final PoolingAsyncClientConnectionManager connections = new PoolingAsyncClientConnectionManager();
  final HttpAsyncClientBuilder builder =
      HttpAsyncClientBuilder.create().setConnectionManager(connections);
  private CloseableHttpAsyncClient client;

  final CloseableHttpAsyncClient client() {
    if (client == null) {
      client = builder.build();
      client.start();
    }
    return client;
  }

  final SimpleHttpRequest put() {
    return SimpleRequestBuilder.put(server.url(PATH))
        .setHeader("Authorization", "Basic c2l0ZTpr")
        .setBody(BODY, ContentType.APPLICATION_JSON)
        .build();
  }

  final SimpleHttpResponse call(SimpleHttpRequest request) {
    return answerTo(client().execute(request, null));
  }

  final SimpleHttpResponse call(AsyncEntityProducer entity) {
    return answerTo(
        client()
            .execute(
                new BasicRequestProducer(head(), entity), SimpleResponseConsumer.create(), null));
  }

  final HttpRequest head() {
    HttpRequest head = new BasicHttpRequest("PUT", java.net.URI.create(server.url(PATH)));
    head.setHeader("Authorization", "Basic c2l0ZTpr");
    return head;
  }

  static <T> T answerTo(Future<T> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? new UncheckedIOException(failure)
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Throwable failureOf(Future<?> call) {
    try {
      return new AssertionError("answered with " + call.get());
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException e) {
      return e;
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.close(CloseMode.IMMEDIATE);
    }
    super.close();
  }
}
