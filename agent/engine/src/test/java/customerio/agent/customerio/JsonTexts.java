package customerio.agent.customerio;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON as applications write it, well or oddly; always valid. */
final class JsonTexts {

  /** Exact numbers, and an error for a name that occurs twice. */
  static final JsonMapper STRICT =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonTexts() {}

  /** {@code name : value} with the white space within. */
  record Member(String nameText, String valueText, String text) {}

  static JsonNode parsed(byte[] json) {
    try {
      return STRICT.readTree(json);
    } catch (IOException invalid) {
      throw new AssertionError("not valid: " + Operations.text(json), invalid);
    }
  }

  static Arbitrary<String> spaces() {
    return Arbitraries.of("", "", "", " ", "\n  ", "\t", "\r\n");
  }

  static Arbitrary<String> values() {
    return Arbitraries.lazyOf(
        JsonTexts::scalars,
        JsonTexts::scalars,
        () -> members(names(), 3).map(JsonTexts::object),
        () -> values().list().ofMaxSize(3).map(list -> '[' + String.join(" , ", list) + ']'));
  }

  /** Members of different names. */
  static Arbitrary<List<Member>> members(Arbitrary<String> names, int most) {
    return member(names, values()).list().ofMaxSize(most).uniqueElements(Member::nameText);
  }

  static Arbitrary<Member> member(Arbitrary<String> names, Arbitrary<String> values) {
    return Combinators.combine(names, values, spaces(), spaces())
        .as((n, v, before, after) -> new Member(n, v, n + before + ':' + after + v));
  }

  static String object(List<Member> members) {
    return members.stream().map(Member::text).collect(Collectors.joining(" ,\n", "{ ", "\t}"));
  }

  /** Names as JSON strings, some escaped, none of which means anything to Customer.io. */
  static Arbitrary<String> names() {
    return Arbitraries.of(
        "\"\"",
        "\"a\"",
        "\"plan\"",
        "\"na\\u0020me\"",
        "\"ключ\"",
        "\"😀\"",
        "\"q\\\"q\"",
        "\"{\"");
  }

  private static Arbitrary<String> scalars() {
    return Arbitraries.of(
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1.10",
        "1.0E+2",
        "12345678901234567890",
        "0.1234567890123456789",
        "1e400",
        "\"\"",
        "\"text\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\ud83d\\ude00\"",
        "\"grüße 😀 中文\"",
        "\"},{\\\"a\\\":\"",
        "{}",
        "[]");
  }
}
