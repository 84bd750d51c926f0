package customerio.simulator.http;

import customerio.simulator.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** From Jetty's request to ours. */
final class JettyRequests {

  private JettyRequests() {}

  static ApiRequest read(Host host, long number, Request request, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.put(
          field.getName().toLowerCase(Locale.ROOT),
          request.getHeaders().getValuesList(field.getName()));
    }
    return new ApiRequest(
        number,
        host,
        request.getMethod(),
        request.getHttpURI().getPath(),
        request.getHttpURI().getQuery(),
        headers,
        body);
  }
}
