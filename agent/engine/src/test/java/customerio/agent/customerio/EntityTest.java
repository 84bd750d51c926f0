package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.CAPTURED_SECOND;
import static customerio.agent.customerio.Operations.ID;
import static customerio.agent.customerio.Operations.text;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTest {

  @Test
  void person_isNamedByOneIdentifier() {
    assertThat(read(person("identify", "{\"id\":5}"))).isEqualTo(about("id:5", false));
    assertThat(read(person("identify", "{\"email\":\"A@b.co\"}")))
        .isEqualTo(about("email:a@b.co", false));
    assertThat(read(person("identify", "{\"phone\":\"+1\"}"))).isEqualTo(about("phone:+1", false));
    assertThat(read(person("identify", "{\"anonymous_id\":\"x\"}")))
        .isEqualTo(about("anonymous:x", false));
    assertThat(read(person("identify", "{\"id\":\"5\",\"email\":\"a@b.co\"}")))
        .isEqualTo(new NotUnderstood("identifier-invalid"));
    assertThat(read(person("identify", "{}"))).isEqualTo(new NotUnderstood("identifier-invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "suppress", "unsuppress"})
  void endingOrRevivingAPerson_isABarrier(String action) {
    assertThat(read(person(action, "{\"cio_id\":\"03\"}"))).isEqualTo(about("cio_id:03", true));
  }

  @Test
  void merge_isABarrierForTwo() {
    assertThat(
            read(
                "{\"type\":\"person\",\"action\":\"merge\",\"primary\":{\"id\":\"1\"},"
                    + "\"secondary\":{\"id\":\"2\"}}"))
        .isEqualTo(new Understood("id:1", "id:2", null, true));
  }

  @Test
  void event_needsAName_andMayHaveAnId() {
    assertThat(read(person("event", "{\"id\":5}"))).isEqualTo(new NotUnderstood("name-missing"));
    assertThat(
            read(
                "{\"type\":\"person\",\"action\":\"page\",\"identifiers\":{\"id\":5},"
                    + "\"name\":\"n\",\"id\":\"i\"}"))
        .isEqualTo(new Understood("id:5", null, "i", false));
  }

  @Test
  void objectsAndDeliveries_haveAnOrderOfTheirOwn() {
    String object = "\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}}";
    assertThat(read("{\"type\":\"object\",\"action\":\"identify\"," + object))
        .isEqualTo(about("object:1:acme", false));
    assertThat(read("{\"type\":\"object\",\"action\":\"delete\"," + object))
        .isEqualTo(about("object:1:acme", true));
    assertThat(
            read(
                "{\"type\":\"object\",\"action\":\"delete\","
                    + "\"identifiers\":{\"cio_object_id\":\"ob1\"}}"))
        .isEqualTo(about("cio_object_id:ob1", true));
    assertThat(
            read(
                "{\"type\":\"delivery\",\"action\":\"event\",\"identifiers\":{\"id\":\"d\"},"
                    + "\"name\":\"opened\"}"))
        .isEqualTo(about("delivery:d", false));
  }

  @Test
  void whatNoDocumentKnows_isNotUnderstood() {
    assertThat(read("{}")).isEqualTo(new NotUnderstood("action-missing"));
    assertThat(read("{\"type\":\"person\"}")).isEqualTo(new NotUnderstood("action-missing"));
    assertThat(read("{\"type\":\"place\",\"action\":\"identify\"}"))
        .isEqualTo(new NotUnderstood("type-unknown"));
    assertThat(read(person("greet", "{\"id\":5}"))).isEqualTo(new NotUnderstood("action-unknown"));
    assertThat(read("{\"type\":\"object\",\"action\":\"suppress\"}"))
        .isEqualTo(new NotUnderstood("action-unknown"));
    assertThat(read("{\"type\":\"object\",\"action\":\"delete\",\"identifiers\":{}}"))
        .isEqualTo(new NotUnderstood("identifier-invalid"));
    assertThat(read("{\"type\":\"delivery\",\"action\":\"event\",\"identifiers\":{}}"))
        .isEqualTo(new NotUnderstood("identifier-invalid"));
    assertThat(read("x")).isEqualTo(new NotUnderstood("json-invalid"));
    assertThat(read(" ".repeat(32_001))).isEqualTo(new NotUnderstood("entity-too-large"));
  }

  @Test
  void item_isTheEntityWithItsStamps() {
    String identify = person("identify", "{\"id\":5}");
    assertThat(item(identify, false)).isEqualTo(identify);
    assertThat(item(identify, true))
        .isEqualTo("{\"timestamp\":" + CAPTURED_SECOND + "," + identify.substring(1));
    String event =
        "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":5},\"name\":\"n\"}";
    assertThat(item(event, false)).isEqualTo("{\"id\":\"" + ID + "\"," + event.substring(1));
    assertThat(item(event, true))
        .isEqualTo(
            "{\"id\":\"" + ID + "\",\"timestamp\":" + CAPTURED_SECOND + "," + event.substring(1));
  }

  @Test
  void device_isDatedWhereItsTimeBelongs() {
    String device =
        "{\"type\":\"person\",\"action\":\"add_device\",\"identifiers\":{\"id\":5},"
            + "\"device\":{\"token\":\"t\",\"platform\":\"ios\"}}";
    assertThat(item(device, false)).isEqualTo(device);
    assertThat(item(device, true))
        .isEqualTo(
            device.replace("{\"token\"", "{\"last_used\":" + CAPTURED_SECOND + ",\"token\""));
  }

  @Test
  void thingsWithoutTime_stayAsTheyAre() {
    for (String entity :
        new String[] {
          person("delete", "{\"id\":5}"),
          "{\"type\":\"object\",\"action\":\"identify\",\"identifiers\":{\"object_id\":\"o\"}}",
        }) {
      assertThat(item(entity, true)).isEqualTo(entity);
    }
  }

  /** A batch whose fate is unclear is sent again; these would count twice. */
  @Test
  void whatNothingTellsFromItsRepetition_goesAlone() {
    assertThat(
            item(
                "{\"type\":\"delivery\",\"action\":\"event\",\"identifiers\":{\"id\":\"d\"},"
                    + "\"name\":\"opened\"}",
                true))
        .isNull();
    for (String id : new String[] {"\"order-7\"", "7", "null"}) {
      assertThat(item(event(",\"id\":" + id), false)).as(id).isNull();
    }
    assertThat(item(event(",\"id\":\"" + Operations.ID + "\""), false)).isNotNull();
    Operation op = Operations.track("POST", "/api/v2/entity", event(""));
    assertThat(BatchForm.of(op, false, new Rules(true, true, false))).isNull();
    String crowded = event(",\"attributes\":{\"x\":\"%s\"}");
    assertThat(item(crowded.formatted("y".repeat(32_000 - crowded.length() - 10)), false)).isNull();
  }

  private static String event(String members) {
    return "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"5\"},\"name\":\"n\""
        + members
        + "}";
  }

  @Test
  void entity_hasWhatItsActionNeeds() {
    String entity = "{\"type\":\"person\",\"action\":\"%s\",\"identifiers\":{\"id\":\"5\"}%s}";
    String device = ",\"device\":{\"token\":\"t\"%s}";
    for (String[] line :
        new String[][] {
          {"add_device", "", "device-missing"},
          {"add_device", device.formatted(""), "platform-missing"},
          {"add_device", device.formatted(",\"platform\":\"palm\""), "platform-unknown"},
          {"delete_device", ",\"device\":{}", "device-missing"},
          {"add_relationships", "", "relationships-missing"},
          {"delete_relationships", ",\"cio_relationships\":{}", "relationships-missing"},
        }) {
      assertThat(read(entity.formatted(line[0], line[1])))
          .isEqualTo(new Reading.NotUnderstood(line[2]));
    }
    for (String[] line :
        new String[][] {
          {"add_device", device.formatted(",\"platform\":\"ios\"")},
          {"delete_device", device.formatted("")},
        }) {
      assertThat(read(entity.formatted(line[0], line[1])))
          .isEqualTo(new Reading.Understood("id:5", "device:t", null, false));
    }
    assertThat(read(entity.formatted("add_relationships", ",\"cio_relationships\":[]")))
        .isEqualTo(about("id:5", false));
  }

  @Test
  void objectRelatedToOnePerson_keepsThatPersonsOrder() {
    String entity =
        "{\"type\":\"object\",\"action\":\"add_relationships\",\"identifiers\":{\"object_id\":\"o\","
            + "\"object_type_id\":\"1\"},\"cio_relationships\":[%s]}";
    String ada = "{\"identifiers\":{\"email\":\"Ada@b.co\"}}";
    assertThat(read(entity.formatted(ada)))
        .isEqualTo(new Reading.Understood("object:1:o", "email:ada@b.co", null, false));
    assertThat(read(entity.formatted(ada + ',' + ada)))
        .isEqualTo(new Reading.Understood("object:1:o", null, null, false));
    assertThat(read(entity.formatted("{}")))
        .isEqualTo(new Reading.Understood("object:1:o", null, null, false));
    assertThat(read(entity.formatted("7")))
        .isEqualTo(new Reading.Understood("object:1:o", null, null, false));
  }

  @Test
  void merge_andRepeatedNames_goAlone() {
    assertThat(item("{\"type\":\"person\",\"action\":\"merge\"}", false)).isNull();
    assertThat(item("{\"type\":\"person\",\"action\":\"delete\",\"type\":\"person\"}", false))
        .isNull();
  }

  private static Reading read(String body) {
    return RequestReader.read(
        Endpoint.TRACK_ENTITY, "/api/v2/entity", Operations.utf8(body), Rules.DEFAULT);
  }

  private static String item(String body, boolean delayed) {
    BatchItem item =
        BatchForm.of(Operations.track("POST", "/api/v2/entity", body), delayed, Rules.DEFAULT);
    return item == null ? null : text(item.json());
  }

  private static String person(String action, String identifiers) {
    return "{\"type\":\"person\",\"action\":\""
        + action
        + "\",\"identifiers\":"
        + identifiers
        + "}";
  }

  private static Reading about(String person, boolean barrier) {
    return new Understood(person, null, null, barrier);
  }
}
