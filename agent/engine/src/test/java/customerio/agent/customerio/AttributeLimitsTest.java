package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documented limits are proven before a call is answered, wherever the attributes stand. */
class AttributeLimitsTest {

  @Test
  void text_hasAtMostThousandBytes() {
    assertEverywhere("{\"a\":\"" + "y".repeat(1000) + "\"}", null);
    assertEverywhere("{\"a\":\"" + "y".repeat(1001) + "\"}", "attribute-too-long");
    assertEverywhere("{\"a\":\"" + "é".repeat(501) + "\"}", "attribute-too-long");
    assertEverywhere("{\"a\":\"" + "\\u0079".repeat(1000) + "\"}", null);
  }

  /** How a list or an object is measured is said nowhere. */
  @Test
  void otherValues_haveNoLengthOfTheirOwn() {
    assertEverywhere("{\"a\":[\"" + "y".repeat(1001) + "\"]}", null);
    assertEverywhere("{\"a\":{\"b\":\"" + "y".repeat(1001) + "\"}}", null);
  }

  @Test
  void name_hasAtMostHundredAndFiftyBytes() {
    assertEverywhere("{\"" + "y".repeat(150) + "\":1}", null);
    assertEverywhere("{\"" + "é".repeat(76) + "\":1}", "attribute-name-too-long");
  }

  @Test
  void identifier_hasAtMostHundredAndFiftyBytes() {
    assertThat(identify("{\"id\":\"" + "y".repeat(150) + "\"}"))
        .isEqualTo(new Understood("id:5", "id:" + "y".repeat(150), null, false));
    assertEverywhere("{\"id\":\"" + "y".repeat(151) + "\"}", "identifier-invalid");
    assertEverywhere("{\"email\":\"" + "y".repeat(151) + "\"}", "identifier-invalid");
  }

  @Test
  void thereAreAtMostThreeHundred() {
    assertEverywhere(attributes(300), null);
    assertEverywhere(attributes(301), "too-many-attributes");
  }

  @Test
  void whatIsNoAttribute_isNotCounted() {
    String body =
        attributes(300)
            .replaceFirst("}$", ",\"_timestamp\":1,\"_update\":true,\"cio_relationships\":{}}");
    assertThat(identify(body)).isEqualTo(new Understood("id:5", null, null, false));
  }

  @Test
  void identifiersOfV2_areLimitedToo() {
    assertThat(entity("person", "{\"id\":\"" + "y".repeat(151) + "\"}", "{}"))
        .isEqualTo(new NotUnderstood("identifier-invalid"));
    assertThat(entity("object", "{\"object_id\":\"" + "y".repeat(151) + "\"}", "{}"))
        .isEqualTo(new NotUnderstood("identifier-invalid"));
  }

  @Test
  void nameOfAnEvent_hasAtMostHundredBytesWithoutItsMargins() {
    assertThat(event(" " + "y".repeat(100) + " "))
        .isEqualTo(new Understood("id:5", null, null, false));
    assertThat(event("y".repeat(101))).isEqualTo(new NotUnderstood("name-too-long"));
  }

  @Test
  void device_isOfADocumentedPlatform() {
    Operation op =
        Operations.track(
            "PUT",
            "/api/v1/customers/5/devices",
            "{\"device\":{\"id\":\"t\",\"platform\":\"palm\"}}");
    assertThat(RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT))
        .isEqualTo(new NotUnderstood("platform-unknown"));
  }

  private static void assertEverywhere(String attributes, String refusal) {
    assertThat(identify(attributes)).isEqualTo(reading("id:5", refusal));
    assertThat(entity("person", "{\"id\":\"5\"}", attributes)).isEqualTo(reading("id:5", refusal));
    assertThat(entity("object", "{\"object_id\":\"o\",\"object_type_id\":\"1\"}", attributes))
        .isEqualTo(reading("object:1:o", refusal));
  }

  private static Reading reading(String about, String refusal) {
    return refusal == null ? new Understood(about, null, null, false) : new NotUnderstood(refusal);
  }

  private static Reading identify(String body) {
    Operation op = Operations.track("PUT", "/api/v1/customers/5", body);
    return RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT);
  }

  private static Reading event(String name) {
    Operation op =
        Operations.track("POST", "/api/v1/customers/5/events", "{\"name\":\"" + name + "\"}");
    return RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT);
  }

  private static Reading entity(String type, String identifiers, String attributes) {
    Operation op =
        Operations.track(
            "POST",
            "/api/v2/entity",
            "{\"type\":\"%s\",\"action\":\"identify\",\"identifiers\":%s,\"attributes\":%s}"
                .formatted(type, identifiers, attributes));
    return RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT);
  }

  private static String attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"a" + i + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
