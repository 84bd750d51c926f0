package customerio.agent.management.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import customerio.agent.management.port.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One JSON document as an answer. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private Json() {}

  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static Answer answer(int status, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Answer.of(status, "application/json", bytes.toByteArray());
  }

  /** To the second: more would only be noise. */
  static void time(JsonGenerator json, String field, Instant at) throws IOException {
    if (at == null) {
      json.writeNullField(field);
    } else {
      json.writeStringField(field, at.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  /** In seconds, with milliseconds behind the point. */
  static void seconds(JsonGenerator json, String field, long millis) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(millis / 1_000.0);
  }
}
