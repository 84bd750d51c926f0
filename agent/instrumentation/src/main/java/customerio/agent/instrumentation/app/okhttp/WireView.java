package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** OkHttp's types in ours, and ours in OkHttp's. */
final class WireView {

  private WireView() {}

  static CapturedRequest of(Request request, byte[] body) {
    HttpUrl url = request.url();
    return new CapturedRequest(
        request.method(),
        url.scheme(),
        url.host(),
        url.port(),
        url.encodedPath(),
        url.encodedQuery(),
        headers(request.headers()),
        body);
  }

  private static Headers headers(okhttp3.Headers headers) {
    List<Header> lines = new ArrayList<>(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      lines.add(new Header(headers.name(i), headers.value(i)));
    }
    return Headers.of(lines);
  }

  /** An answer that came over HTTP/1.1, as far as the application can see. */
  static Response response(Request request, Reply reply, long sentAtMillis) {
    okhttp3.Headers.Builder headers = new okhttp3.Headers.Builder();
    for (Header line : reply.headers()) {
      headers.addUnsafeNonAscii(line.name(), line.value()); // as lenient as OkHttp's own reader
    }
    String contentType = reply.headers().first("Content-Type");
    MediaType type = contentType == null ? null : MediaType.parse(contentType);
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(reply.status())
        .message(reply.reason())
        .headers(headers.build())
        .body(ResponseBody.create(type, reply.body()))
        .sentRequestAtMillis(sentAtMillis)
        .receivedResponseAtMillis(System.currentTimeMillis())
        .build();
  }
}
