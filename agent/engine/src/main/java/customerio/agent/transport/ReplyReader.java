package customerio.agent.transport;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/** Turns the client's response into ours, with a bound on its length. */
final class ReplyReader {

  /** They describe the connection to us (RFC 9110, 7.6.1), not the reply. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** They describe the compressed form, which the client has undone by now. */
  private static final Set<String> OF_THE_ENCODING =
      Set.of("content-encoding", "content-length", "content-md5");

  private static final byte[] NOTHING = {};

  private final int maxBytes;

  ReplyReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  Reply read(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = body(entity);
    boolean decoded =
        response.containsHeader("content-encoding")
            && entity != null
            && entity.getContentEncoding() == null;
    List<Header> lines = new ArrayList<>();
    for (var header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (!OF_THE_CONNECTION.contains(name) && !(decoded && OF_THE_ENCODING.contains(name))) {
        lines.add(new Header(header.getName(), header.getValue()));
      }
    }
    return new Reply(response.getCode(), Headers.of(lines), body);
  }

  private byte[] body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return NOTHING;
    }
    // not closed here: that would read on to the end; closing the response drops the connection
    InputStream content = entity.getContent();
    byte[] body = content.readNBytes(maxBytes);
    if (body.length == maxBytes && content.read() >= 0) {
      throw new ReplyTooLongException(maxBytes);
    }
    return body;
  }
}
