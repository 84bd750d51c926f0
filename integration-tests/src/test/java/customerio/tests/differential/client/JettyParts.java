package customerio.tests.differential.client;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What both ways to call with Jetty's client have in common. */
final class JettyParts {
  /** No call waits that long, not for the agent's start on the busiest machine either. */
  private static final int PATIENCE_MILLIS = 600_000;

  private JettyParts() {}

  static HttpClient started(HttpClient client) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(16, 2);
    threads.setName("jetty");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setIdleTimeout(PATIENCE_MILLIS);
    client.start();
    return client;
  }

  static Request request(HttpClient client, Ask ask, Notes notes) {
    Request request =
        client
            .newRequest(ask.url())
            .method(ask.method())
            .headers(headers -> ask.headers().forEach(headers::put))
            .onRequestBegin(asked -> notes.add("asks " + asked.getURI()))
            .onResponseBegin(answer -> notes.add("hears of " + answer.getRequest().getURI()));
    if (ask.readTimeoutMillis() > 0) {
      request.timeout(ask.readTimeoutMillis(), TimeUnit.MILLISECONDS);
    }
    return ask.body() == null ? request : request.body(content(ask));
  }

  @SuppressWarnings("deprecation") // the only one that Jetty 12.0 has
  private static Request.Content content(Ask ask) {
    String type = ask.headers().get("Content-Type");
    return switch (ask.framing()) {
      case BUFFERED -> new BytesRequestContent(type, ask.body());
      case ONE_SHOT ->
          new InputStreamRequestContent(type, new ByteArrayInputStream(ask.body())) {
            @Override
            public long getLength() {
              return ask.body().length;
            }
          };
      case CHUNKED -> new InputStreamRequestContent(type, new ByteArrayInputStream(ask.body()));
    };
  }

  static void willAnswer(HttpClient client, String url, String user, String password) {
    client
        .getAuthenticationStore()
        .addAuthentication(
            new BasicAuthentication(URI.create(url), Authentication.ANY_REALM, user, password));
  }

  static Map<String, List<String>> headers(HttpFields from) {
    return HeaderLines.of(from, HttpField::getName, HttpField::getValue);
  }

  /** Its messages can be the whole state of a connection, with hashes of objects. */
  static Exception plain(Throwable failure) {
    if (failure instanceof EOFException) {
      return new EOFException(
          failure.getMessage().replaceAll("^(oejc|HttpConnection).*", "a connection"));
    }
    return failure instanceof Exception exception ? exception : new ExecutionException(failure);
  }

  static int connectionsInUse(HttpClient client) {
    int inUse = 0;
    for (Destination destination : client.getDestinations()) {
      if (destination.getConnectionPool() instanceof AbstractConnectionPool pool) {
        inUse += pool.getActiveConnectionCount();
      }
    }
    return inUse;
  }
}
