package customerio.tests.differential.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.http.Header;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4, with interceptors and a request executor that take notes. */
public final class Apache4Caller implements Caller {
  private final Notes notes = new Notes();
  private CloseableHttpClient client;
  private volatile HttpUriRequest underway;

  private CloseableHttpClient client() {
    if (client == null) {
      client =
          HttpClients.custom()
              .addInterceptorLast(
                  (HttpRequest request, HttpContext context) ->
                      notes.add("request " + names(request.getAllHeaders())))
              .addInterceptorFirst(
                  (HttpResponse response, HttpContext context) ->
                      notes.add("response " + response.getStatusLine()))
              .setRequestExecutor(new NotingExecutor())
              .build();
    }
    return client;
  }

  @Override
  public String title() {
    return "Apache HttpClient 4";
  }

  @Override
  public String switchName() {
    return "apache4";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    HttpUriRequest request = request(ask);
    underway = request;
    try (CloseableHttpResponse response = client().execute(request)) {
      HttpEntity entity = response.getEntity();
      return new Seen(
          response.getStatusLine().getStatusCode(),
          HeaderLines.of(List.of(response.getAllHeaders()), Header::getName, Header::getValue),
          entity == null ? null : EntityUtils.toString(entity, StandardCharsets.UTF_8));
    } catch (IOException e) {
      // between two steps, and on a socket, an abort has an exception of its own each
      throw request.isAborted() ? new IOException("aborted") : e;
    }
  }

  private static HttpUriRequest request(Ask ask) {
    RequestBuilder request = RequestBuilder.create(ask.method()).setUri(ask.url());
    ask.headers().forEach(request::setHeader);
    if (ask.body() != null) {
      request.setEntity(entity(ask));
    }
    return request
        .setConfig(
            RequestConfig.custom()
                .setSocketTimeout(ask.readTimeoutMillis() == 0 ? -1 : ask.readTimeoutMillis())
                .build())
        .build();
  }

  private static HttpEntity entity(Ask ask) {
    return switch (ask.framing()) {
      case BUFFERED -> new ByteArrayEntity(ask.body());
      case ONE_SHOT ->
          new InputStreamEntity(new ByteArrayInputStream(ask.body()), ask.body().length);
      case CHUNKED -> new InputStreamEntity(new ByteArrayInputStream(ask.body()), -1);
    };
  }

  private static List<String> names(Header[] lines) {
    return Stream.of(lines).map(Header::getName).toList();
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.abort();
  }

  @Override
  public List<String> notes() {
    return notes.taken();
  }

  /** What measures calls is such a one. */
  private final class NotingExecutor extends HttpRequestExecutor {

    @Override
    public HttpResponse execute(
        HttpRequest request, HttpClientConnection connection, HttpContext context)
        throws IOException, HttpException {
      try {
        HttpResponse response = super.execute(request, connection, context);
        notes.add("executed " + response.getStatusLine());
        return response;
      } catch (InterruptedIOException e) {
        notes.add("executed " + e);
        throw e;
      }
    }
  }
}
