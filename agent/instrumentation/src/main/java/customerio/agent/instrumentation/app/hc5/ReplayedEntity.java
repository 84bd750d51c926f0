package customerio.agent.instrumentation.app.hc5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** Stands in for an entity that was read into memory, and fails where that one failed. */
final class ReplayedEntity extends AbstractHttpEntity {
  private final CapturedEntity entity;

  ReplayedEntity(CapturedEntity entity) {
    super(
        entity.source().getContentType(),
        entity.source().getContentEncoding(),
        entity.source().isChunked());
    this.entity = entity;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(entity.bytes());
    if (entity.rest() != null) {
      try (InputStream rest = entity.rest()) {
        rest.transferTo(out);
      } finally {
        CapturedEntity.consume(entity.source());
      }
    }
    if (entity.failure() instanceof IOException failure) {
      throw failure;
    }
    if (entity.failure() instanceof RuntimeException failure) {
      throw failure;
    }
  }

  @Override
  public InputStream getContent() {
    InputStream bytes = new ByteArrayInputStream(entity.bytes());
    return entity.rest() == null ? bytes : new SequenceInputStream(bytes, entity.rest());
  }

  @Override
  public long getContentLength() {
    return entity.source().getContentLength();
  }

  @Override
  public boolean isStreaming() {
    return entity.source().isStreaming();
  }

  @Override
  public void close() throws IOException {
    entity.source().close();
  }
}
