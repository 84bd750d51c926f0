package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.io.IOException;

/** Adding people to a manual segment and removing them. */
final class SegmentReader {

  private SegmentReader() {}

  static Reading read(Endpoint endpoint, String target, byte[] body) {
    RawObject request = RawObject.of(body);
    if (request == null) {
      return new NotUnderstood("json-invalid");
    }
    RawObject.Member ids = request.member("ids");
    if (ids == null || ids.kind() != JsonToken.START_ARRAY) {
      return new NotUnderstood("ids-missing");
    }
    String segment = "segment:" + endpoint.pathParameter(target, 0);
    try (JsonParser parser = Json.parser(body, ids.value(), ids.valueEnd())) {
      parser.nextToken();
      int count = 0;
      String first = null;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (count++ == 0 && RawObject.isIdentifier(parser.currentToken())) {
          first = parser.getText();
        }
        parser.skipChildren();
      }
      if (count == 0 || count > Limits.SEGMENT_MEMBERS) {
        return new NotUnderstood(count == 0 ? "ids-missing" : "too-many-ids");
      }
      // somebody who is not known yet is ignored, so the one person's identify has to come first;
      // for several there is no such order, only that of the segment's own changes
      return count == 1 && first != null && !first.isBlank()
          ? new Understood(PersonKey.of(idType(target), first), segment, null, false)
          : Understood.about(segment);
    } catch (IOException malformed) {
      return new NotUnderstood("json-invalid");
    }
  }

  /** The query says what kind the ids are; without it they are ids. */
  static String idType(String target) {
    int query = target.indexOf('?');
    if (query >= 0) {
      for (String pair : target.substring(query + 1).split("&")) {
        if (pair.equals("id_type=email") || pair.equals("id_type=cio_id")) {
          return pair.substring("id_type=".length());
        }
      }
    }
    return "id";
  }
}
