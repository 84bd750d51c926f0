package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.PartlyLost;
import customerio.agent.customerio.Reading.Understood;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A batch that an SDK has made. It is one operation: what it puts together stays together, and what
 * Customer.io will drop of it does not hold up the rest.
 */
final class PipelinesBatchReader {

  /** Stands for everybody, where a batch concerns more than one. */
  private static final String ALL = "batch";

  private final JsonParser parser;
  private final Set<SilentLoss> losses = EnumSet.noneOf(SilentLoss.class);

  private PipelinesBatchReader(JsonParser parser) {
    this.parser = parser;
  }

  static Reading read(byte[] body) {
    if (body.length > Limits.BATCH) {
      return new NotUnderstood("oversize");
    }
    if (!Json.isUtf8(body)) {
      return new NotUnderstood("json-invalid");
    }
    try (JsonParser parser = Json.parser(body, 0, body.length)) {
      return new PipelinesBatchReader(parser).batch();
    } catch (IOException malformed) {
      return new NotUnderstood("json-invalid");
    }
  }

  private Reading batch() throws IOException {
    String person = null;
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return new NotUnderstood("json-invalid");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isBatch = parser.currentName().equals("batch");
      if (parser.nextToken() == JsonToken.START_ARRAY && isBatch) {
        person = person();
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      return new NotUnderstood("json-invalid");
    }
    if (person == null) {
      return new NotUnderstood("batch-missing");
    }
    Understood understood = Understood.about(person);
    return losses.isEmpty() ? understood : new PartlyLost(understood, losses);
  }

  /** The user whom every item names, else {@link #ALL}; null for an empty batch. */
  private String person() throws IOException {
    String common = null;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String user = parser.currentToken() == JsonToken.START_OBJECT ? user() : null;
      parser.skipChildren();
      if (user == null || common != null && !common.equals(user)) {
        common = ALL;
      } else if (common == null) {
        common = user;
      }
    }
    return common;
  }

  private String user() throws IOException {
    long start = parser.currentTokenLocation().getByteOffset();
    PipelinesCall call = new PipelinesCall();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean given = RawObject.isIdentifier(parser.nextToken()) && !parser.getText().isBlank();
      call.member(name, given ? parser.getText() : null);
      parser.skipChildren();
    }
    boolean oversize = parser.currentLocation().getByteOffset() - start > Limits.ITEM;
    SilentLoss loss = oversize ? SilentLoss.OVERSIZE : call.loss();
    if (loss != null) {
      losses.add(loss);
    }
    return call.user();
  }
}
