package customerio.agent.instrumentation.app.hc4;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.entity.BasicHttpEntity;
import org.apache.http.message.BasicHttpResponse;

/** Apache HttpClient's types in ours, and ours in its own. */
final class WireView {

  private WireView() {}

  /**
   * @param authorization to stand for the header that the request does not have yet; null for none
   */
  static CapturedRequest of(HttpHost host, HttpRequest request, byte[] body, String authorization) {
    String target = target(request);
    String path = path(target);
    List<Header> lines = new ArrayList<>();
    for (org.apache.http.Header line : request.getAllHeaders()) {
      lines.add(new Header(line.getName(), line.getValue() == null ? "" : line.getValue()));
    }
    if (authorization != null) {
      lines.add(new Header("Authorization", authorization));
    }
    return new CapturedRequest(
        request.getRequestLine().getMethod(),
        host.getSchemeName(),
        host.getHostName(),
        port(host),
        path,
        target.length() == path.length() ? null : target.substring(path.length() + 1),
        Headers.of(lines),
        body);
  }

  /** Path and query; a request that goes to a proxy without a tunnel names the host before them. */
  static String target(HttpRequest request) {
    String uri = request.getRequestLine().getUri();
    if (uri.startsWith("/")) {
      return uri;
    }
    int authority = uri.indexOf("://");
    int path = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
    return path < 0 ? "/" : uri.substring(path);
  }

  static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private static int port(HttpHost host) {
    if (host.getPort() >= 0) {
      return host.getPort();
    }
    return host.getSchemeName().equals("https") ? 443 : 80;
  }

  /** An answer that came over HTTP/1.1; without its body, which the client fetches later. */
  static HttpResponse response(Reply reply) {
    HttpResponse response =
        new BasicHttpResponse(HttpVersion.HTTP_1_1, reply.status(), reply.reason());
    for (Header line : reply.headers()) {
      response.addHeader(line.name(), line.value());
    }
    return response;
  }

  /**
   * A stream that is read once, as one of a connection would be; what came in pieces knows no
   * length, which Jersey would show as a header.
   */
  static BasicHttpEntity entity(Reply reply, HttpResponse response) {
    BasicHttpEntity entity = new BasicHttpEntity();
    entity.setContent(new AnswerStream(reply.body()));
    boolean measured = reply.headers().contains("Content-Length");
    entity.setContentLength(measured ? reply.body().length : -1);
    entity.setChunked(!measured);
    entity.setContentType(response.getFirstHeader("Content-Type"));
    entity.setContentEncoding(response.getFirstHeader("Content-Encoding"));
    return entity;
  }
}
