package customerio.agent.instrumentation.app.servlet.javax;

import customerio.agent.instrumentation.webhook.WatchedBody;
import customerio.agent.instrumentation.webhook.WatchedReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/**
 * The container's request, whose body is watched while it is read. The container is asked each
 * time, so its rules hold (a reader or a stream, not both). Parameters and parts of a form it reads
 * by itself; such a body is not seen here.
 */
final class WatchedRequest extends HttpServletRequestWrapper {
  private final WatchedBody body;
  private ServletInputStream stream;
  private BufferedReader reader;

  WatchedRequest(HttpServletRequest original, WatchedBody body) {
    super(original);
    this.body = body;
    if (original.getHeader("Content-Encoding") != null) {
      body.doubt(); // some containers and filters decode
    }
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream original = super.getInputStream();
    if (stream == null && original != null) {
      stream = new WatchedInputStream(original, body);
    }
    return stream;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    BufferedReader original = super.getReader();
    if (reader == null && original != null) {
      reader = WatchedReader.watch(original, charset(), body);
    }
    return reader;
  }

  private Charset charset() {
    String name = getCharacterEncoding();
    return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
  }
}
