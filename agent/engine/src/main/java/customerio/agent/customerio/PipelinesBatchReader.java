package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.io.IOException;

/** A batch that an SDK has made. It is one operation: what it puts together stays together. */
final class PipelinesBatchReader {

  /** Stands for everybody, where a batch concerns more than one. */
  private static final String ALL = "batch";

  private PipelinesBatchReader() {}

  static Reading read(byte[] body) {
    if (body.length > Limits.BATCH) {
      return new NotUnderstood("oversize");
    }
    if (!Json.isUtf8(body)) {
      return new NotUnderstood("json-invalid");
    }
    try (JsonParser parser = Json.parser(body, 0, body.length)) {
      String person = null;
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new NotUnderstood("json-invalid");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isBatch = parser.currentName().equals("batch");
        if (parser.nextToken() == JsonToken.START_ARRAY && isBatch) {
          person = person(parser);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        return new NotUnderstood("json-invalid");
      }
      return person == null ? new NotUnderstood("batch-missing") : Understood.about(person);
    } catch (IOException malformed) {
      return new NotUnderstood("json-invalid");
    }
  }

  /** The user whom every item names, else {@link #ALL}; null for an empty batch. */
  private static String person(JsonParser parser) throws IOException {
    String common = null;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String user = parser.currentToken() == JsonToken.START_OBJECT ? user(parser) : null;
      parser.skipChildren();
      if (user == null || common != null && !common.equals(user)) {
        common = ALL;
      } else if (common == null) {
        common = user;
      }
    }
    return common;
  }

  private static String user(JsonParser parser) throws IOException {
    String user = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isUser = parser.currentName().equals("userId");
      if (RawObject.isIdentifier(parser.nextToken()) && isUser && !parser.getText().isBlank()) {
        user = "user:" + parser.getText();
      }
      parser.skipChildren();
    }
    return user;
  }
}
