package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A JSON object of the application, cut into its members where it lies. Nothing is decoded that is
 * not asked for, and nothing is ever written anew: numbers, escapes, order and white space of what
 * is passed on are the application's.
 *
 * <pre>
 *   { "name" : "purchase" , "data" : { … } }
 *   ▲ ▲        ▲         ▲                  ▲
 *   │ key      value     valueEnd           end
 *   start
 * </pre>
 *
 * <p>Not copied: the source must not change. Immutable otherwise.
 */
final class RawObject {

  /** Offsets into the source; {@code kind} is the value's first token. */
  record Member(String name, JsonToken kind, int key, int value, int valueEnd) {}

  private static final String READ_BEFORE = "a value that was read once cannot be read again";

  private final byte[] source;
  private final int start;
  private final int end;
  private final List<Member> members;

  private RawObject(byte[] source, int start, int end, List<Member> members) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.members = members;
  }

  /**
   * @return null unless the source is one JSON object, in valid UTF-8, and nothing else
   */
  static RawObject of(byte[] source) {
    return Json.isUtf8(source) ? of(source, 0, source.length) : null;
  }

  int start() {
    return start;
  }

  /** Behind the closing brace. */
  int end() {
    return end;
  }

  List<Member> members() {
    return members;
  }

  byte[] source() {
    return source;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  boolean has(String name) {
    return member(name) != null;
  }

  /** The last of that name, as parsers have it; null when there is none. */
  Member member(String name) {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).name.equals(name)) {
        return members.get(i);
      }
    }
    return null;
  }

  /** Whether the member is there and its value begins so. */
  boolean is(String name, JsonToken kind) {
    Member member = member(name);
    return member != null && member.kind == kind;
  }

  /** Absent or null. */
  boolean lacks(String name) {
    Member member = member(name);
    return member == null || member.kind == JsonToken.VALUE_NULL;
  }

  /** The decoded text of a string; null for anything else. */
  String string(String name) {
    Member member = member(name);
    return member != null && member.kind == JsonToken.VALUE_STRING ? decoded(member) : null;
  }

  /** A string's text or a number's digits; null for anything else. Identifiers come as either. */
  String scalar(String name) {
    Member member = member(name);
    if (member == null) {
      return null;
    }
    return member.kind.isNumeric() ? raw(member) : string(name);
  }

  static boolean isIdentifier(JsonToken kind) {
    return kind == JsonToken.VALUE_STRING || kind.isNumeric();
  }

  /** The object of that name; null when it is absent or no object. */
  RawObject object(String name) {
    Member member = member(name);
    return member != null && member.kind == JsonToken.START_OBJECT
        ? of(source, member.value, member.valueEnd)
        : null;
  }

  /** A value as the application wrote it. */
  String raw(Member member) {
    return new String(source, member.value, member.valueEnd - member.value, StandardCharsets.UTF_8);
  }

  /** The elements of an array; null when it is absent, no array, or holds something else. */
  List<RawObject> objects(String name) {
    Member array = member(name);
    if (array == null || array.kind != JsonToken.START_ARRAY) {
      return null;
    }
    try (JsonParser parser = Json.parser(source, array.value, array.valueEnd)) {
      List<RawObject> objects = new ArrayList<>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        int from = array.value + tokenStart(parser);
        parser.skipChildren();
        objects.add(of(source, from, array.value + position(parser)));
      }
      return parser.currentToken() == JsonToken.END_ARRAY ? objects : null;
    } catch (IOException impossible) {
      throw new IllegalStateException(READ_BEFORE);
    }
  }

  boolean repeatsName() {
    Set<String> names = new HashSet<>();
    return !members.stream().allMatch(member -> names.add(member.name));
  }

  boolean hasOnly(Set<String> known) {
    return members.stream().allMatch(member -> known.contains(member.name));
  }

  private static RawObject of(byte[] source, int from, int to) {
    try (JsonParser parser = Json.parser(source, from, to)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      int start = from + tokenStart(parser);
      List<Member> members = new ArrayList<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        int key = from + tokenStart(parser);
        JsonToken kind = parser.nextToken();
        int value = from + tokenStart(parser);
        parser.skipChildren();
        parser.finishToken();
        members.add(new Member(name, kind, key, value, from + position(parser)));
      }
      int end = from + position(parser);
      return parser.nextToken() == null ? new RawObject(source, start, end, members) : null;
    } catch (IOException malformed) {
      return null;
    }
  }

  private static int tokenStart(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private static int position(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }

  /** The text of a member that is a string. */
  String decoded(Member member) {
    try (JsonParser parser = Json.parser(source, member.value, member.valueEnd)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException impossible) {
      throw new IllegalStateException(READ_BEFORE);
    }
  }
}
