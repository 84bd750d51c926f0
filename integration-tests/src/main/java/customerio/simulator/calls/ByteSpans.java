package customerio.simulator.calls;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** How many bytes a part of a JSON text takes as it was sent, blanks inside it included. */
public final class ByteSpans {

  private static final JsonFactory FACTORY = new JsonFactory();

  private ByteSpans() {}

  /** The length of that member of the outermost object; 0 when there is none. */
  public static int ofMember(byte[] json, String member) {
    List<Integer> lengths = read(json, member, false);
    return lengths.isEmpty() ? 0 : lengths.get(lengths.size() - 1);
  }

  /** The lengths of the elements of that array in the outermost object. */
  public static List<Integer> ofElements(byte[] json, String array) {
    return read(json, array, true);
  }

  private static List<Integer> read(byte[] json, String member, boolean elements) {
    List<Integer> lengths = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(member);
        JsonToken token = parser.nextToken();
        if (wanted && elements && token == JsonToken.START_ARRAY) {
          lengths.clear(); // of two members of one name the last counts
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            lengths.add(span(parser));
          }
        } else if (wanted && !elements) {
          lengths.add(span(parser));
        } else {
          parser.skipChildren();
        }
      }
      return lengths;
    } catch (IOException alreadyParsedOnce) {
      throw new UncheckedIOException(alreadyParsedOnce);
    }
  }

  private static int span(JsonParser parser) throws IOException {
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    return (int) (parser.currentLocation().getByteOffset() - start);
  }
}
