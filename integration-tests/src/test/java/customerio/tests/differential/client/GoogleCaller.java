package customerio.tests.differential.client;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.InputStreamContent;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Google's HTTP client on {@code HttpURLConnection}. */
public class GoogleCaller implements Caller {
  /** It gives up after twenty seconds, of which a busy machine may use more. */
  private static final int PATIENCE_MILLIS = 60_000;

  private HttpTransport transport;

  HttpTransport transport() {
    return new NetHttpTransport();
  }

  @Override
  public String title() {
    return "Google HTTP client";
  }

  @Override
  public String switchName() {
    return "urlconnection";
  }

  @Override
  public final Seen send(Ask ask) throws Exception {
    if (transport == null) {
      transport = transport();
    }
    HttpRequest request =
        transport
            .createRequestFactory()
            .buildRequest(ask.method(), new GenericUrl(ask.url(), true), content(ask));
    HttpHeaders headers = new HttpHeaders();
    ask.headers().forEach((name, value) -> headers.set(name, List.of(value)));
    request.setHeaders(headers).setThrowExceptionOnExecuteError(false);
    request.setReadTimeout(ask.readTimeoutMillis() > 0 ? ask.readTimeoutMillis() : PATIENCE_MILLIS);
    HttpResponse response = request.execute();
    try {
      return seen(response);
    } finally {
      response.disconnect();
    }
  }

  private static HttpContent content(Ask ask) {
    if (ask.body() == null) {
      return null;
    }
    return switch (ask.framing()) {
      case BUFFERED -> new ByteArrayContent("application/json", ask.body());
      case ONE_SHOT ->
          new InputStreamContent("application/json", new ByteArrayInputStream(ask.body()))
              .setLength(ask.body().length);
      case CHUNKED ->
          new InputStreamContent("application/json", new ByteArrayInputStream(ask.body()));
    };
  }

  private static Seen seen(HttpResponse response) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    for (Map.Entry<String, Object> line : response.getHeaders().entrySet()) {
      headers.put(
          line.getKey(),
          line.getValue() instanceof List<?> values
              ? values.stream().map(String::valueOf).toList()
              : List.of(String.valueOf(line.getValue())));
    }
    return new Seen(response.getStatusCode(), headers, response.parseAsString());
  }
}
