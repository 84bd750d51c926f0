package customerio.agent.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.customerio.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Writes operations as lines of JSON; docs/operations.md describes them. */
final class LineWriter implements AutoCloseable {
  static final int FORMAT = 1;

  private final JsonGenerator json;

  LineWriter(OutputStream out) throws IOException {
    json = new JsonFactory().createGenerator(out);
    json.setRootValueSeparator(null);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  /**
   * @param found can be read
   */
  void write(Found found) throws IOException {
    Operation operation = found.operation();
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeStringField("id", operation.id());
    json.writeStringField("state", found.isDead() ? "dead" : "pending");
    json.writeStringField("kind", found.kind());
    json.writeStringField("destination", found.destination());
    json.writeStringField("credential", found.credential());
    json.writeStringField("capturedAt", Found.time(operation.capturedAtMillis()));
    if (found.isDead()) {
      json.writeStringField("reason", found.letter().reason());
      json.writeStringField("givenUpAt", Found.time(found.letter().settledAtMillis()));
    }
    if (operation.traceparent() != null) {
      json.writeStringField("traceparent", operation.traceparent());
    }
    json.writeObjectFieldStart("request");
    json.writeStringField("method", operation.method());
    json.writeStringField("target", operation.target());
    if (operation.contentType() != null) {
      json.writeStringField("contentType", operation.contentType());
    }
    body(operation.body());
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void body(byte[] body) throws IOException {
    if (body.length == 0) {
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      json.writeStringField("body", text);
    } catch (CharacterCodingException binary) {
      json.writeBinaryField("bodyBase64", body);
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
