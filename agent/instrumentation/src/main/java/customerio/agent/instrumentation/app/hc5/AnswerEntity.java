package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.Reply;
import java.io.InputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** The body of an answer; says of itself what one that is read from a connection says. */
final class AnswerEntity extends AbstractHttpEntity {
  private final InputStream content;
  private final long length;

  AnswerEntity(Reply reply) {
    super(
        reply.headers().first("Content-Type"),
        reply.headers().first("Content-Encoding"),
        WireView.contentLength(reply) < 0);
    content = new AnswerStream(reply.body());
    length = WireView.contentLength(reply);
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public InputStream getContent() {
    return content;
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  @Override
  public void close() {
    // nothing is held
  }
}
