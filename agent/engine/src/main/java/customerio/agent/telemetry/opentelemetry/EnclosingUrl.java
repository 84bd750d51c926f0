package customerio.agent.telemetry.opentelemetry;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/**
 * The address in a span around a call. An agent that instruments the application's client as well
 * writes it there, and Customer.io's addresses name people, often by their e-mail. Nothing is added
 * to a span that has no address: it is not the client's but, say, that of the application's own
 * request.
 *
 * @param span the caller's
 */
record EnclosingUrl(Span span, Endpoint endpoint) {
  /** Of the conventions, and of what came before them. */
  private static final List<String> KEYS = List.of("url.full", "http.url");

  void scrub() {
    if (!span.isRecording()) {
      return;
    }
    for (String key : KEYS) {
      String url = SpanReader.attribute(span, key);
      if (url != null) {
        span.setAttribute(key, scrubbed(url));
      }
    }
  }

  private String scrubbed(String url) {
    int authority = url.indexOf("://") + 3;
    int path = authority < 3 ? 0 : url.indexOf('/', authority);
    String server = path < 0 ? "" : url.substring(0, path);
    return server + Endpoint.redacted(route(path < 0 ? "" : url.substring(path)));
  }

  private String route(String target) {
    if (endpoint.api() != Api.APP) {
      return endpoint.template();
    }
    int query = target.indexOf('?');
    return Endpoint.route(Api.APP, "POST", query < 0 ? target : target.substring(0, query));
  }
}
