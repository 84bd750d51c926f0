package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;

/** HttpClient's types in ours, and ours in HttpClient's. */
final class WireView {

  private WireView() {}

  /** Whether the request is one for Customer.io, and of a kind that can be answered from memory. */
  static boolean isClaimed(CallTaker taker, HttpRoute route, HttpRequest request) {
    HttpHost target = route.getTargetHost();
    return taker.claims(
            target.getSchemeName(), target.getHostName(), target.getPort(), rawPath(request))
        && canBeTaken(request);
  }

  private static boolean canBeTaken(HttpRequest request) {
    return switch (request.getMethod()) {
      case "HEAD", "OPTIONS", "TRACE", "CONNECT" -> false;
      default -> true;
    };
  }

  /** As the client is about to put it on the wire, to the host that it would connect to. */
  static CapturedRequest captured(
      HttpRoute route, HttpRequest request, EntityDetails entity, byte[] body) {
    HttpHost target = route.getTargetHost();
    String path = request.getPath();
    int query = path == null ? -1 : path.indexOf('?');
    return new CapturedRequest(
        request.getMethod(),
        target.getSchemeName(),
        target.getHostName(),
        port(target),
        rawPath(request),
        query < 0 ? null : path.substring(query + 1),
        headers(request, entity),
        body);
  }

  private static int port(HttpHost target) {
    if (target.getPort() >= 0) {
      return target.getPort();
    }
    return target.getSchemeName().equals("http") ? 80 : 443;
  }

  private static String rawPath(HttpRequest request) {
    String path = request.getPath();
    if (path == null || path.isEmpty()) {
      return "/";
    }
    int query = path.indexOf('?');
    return query < 0 ? path : query == 0 ? "/" : path.substring(0, query);
  }

  /** What the body says about itself becomes a header no later than on the wire. */
  private static Headers headers(HttpRequest request, EntityDetails entity) {
    List<Header> lines = new ArrayList<>();
    for (org.apache.hc.core5.http.Header line : request.getHeaders()) {
      lines.add(new Header(line.getName(), line.getValue() == null ? "" : line.getValue()));
    }
    if (entity != null) {
      addMissing(lines, request, "Content-Type", entity.getContentType());
      addMissing(lines, request, "Content-Encoding", entity.getContentEncoding());
    }
    return Headers.of(lines);
  }

  private static void addMissing(
      List<Header> lines, HttpRequest request, String name, String value) {
    if (value != null && !request.containsHeader(name)) {
      lines.add(new Header(name, value));
    }
  }

  /** Gives the response what came over HTTP/1.1, as far as the application can see. */
  static <R extends HttpResponse> R fill(R response, Reply reply) {
    response.setVersion(HttpVersion.HTTP_1_1);
    for (Header line : reply.headers()) {
      response.addHeader(line.name(), line.value());
    }
    return response;
  }

  /** As its header says; -1 when there is none, and the end of the body is found otherwise. */
  static long contentLength(Reply reply) {
    return reply.headers().contains("Content-Length") ? reply.body().length : -1;
  }
}
