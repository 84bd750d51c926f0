package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document of an agent, which may be of another version: what it does not have is empty, 0 or
 * null. Texts come {@link Plain}. Immutable.
 */
final class JsonTree {
  private static final JsonTree NOTHING = new JsonTree(null);

  /** A map, a list, a string, a number or a boolean; null for none. */
  private final Object value;

  private JsonTree(Object value) {
    this.value = value;
  }

  static JsonTree parse(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      return read(parser);
    }
  }

  /** At the end of these members, one in the other. */
  JsonTree at(String... names) {
    JsonTree tree = this;
    for (String name : names) {
      tree = tree.members().getOrDefault(name, NOTHING);
    }
    return tree;
  }

  @SuppressWarnings("unchecked") // only read() makes them
  Map<String, JsonTree> members() {
    return value instanceof Map ? (Map<String, JsonTree>) value : Map.of();
  }

  @SuppressWarnings("unchecked")
  List<JsonTree> elements() {
    return value instanceof List ? (List<JsonTree>) value : List.of();
  }

  String text() {
    return value instanceof String text ? Plain.text(text) : "";
  }

  double number() {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  long whole() {
    return (long) number();
  }

  boolean isMissing() {
    return value == null;
  }

  private static JsonTree read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return NOTHING;
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonTree(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonTree(parser.getDoubleValue());
      case VALUE_TRUE, VALUE_FALSE -> new JsonTree(parser.getBooleanValue());
      default -> NOTHING;
    };
  }

  private static JsonTree object(JsonParser parser) throws IOException {
    Map<String, JsonTree> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser));
    }
    return new JsonTree(members);
  }

  private static JsonTree array(JsonParser parser) throws IOException {
    List<JsonTree> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(parser));
    }
    return new JsonTree(elements);
  }
}
