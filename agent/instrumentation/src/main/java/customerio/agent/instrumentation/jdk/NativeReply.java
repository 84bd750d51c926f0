package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.Header;
import customerio.agent.capture.Reply;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A reply before its body was read: what a {@code BodyHandler} gets to see. */
record NativeReply(int statusCode, HttpHeaders headers, byte[] body)
    implements HttpResponse.ResponseInfo {

  static NativeReply of(Reply reply) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Header line : reply.headers()) {
      // the JDK shows them so, whatever the server wrote
      String shown = line.name().toLowerCase(Locale.ROOT);
      lines.computeIfAbsent(shown, name -> new ArrayList<>(1)).add(line.value());
    }
    return new NativeReply(
        reply.status(), HttpHeaders.of(lines, (name, value) -> true), reply.body());
  }

  /** Of a reply that no connection brought, the version that any server could have answered in. */
  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
