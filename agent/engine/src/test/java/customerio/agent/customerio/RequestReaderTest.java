package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestReaderTest {
  private static final String ULID = "01ARYZ6S41TSV4RRFFQ69G5FAV";
  private static final String PERSON = "/api/v1/customers/5";

  @Test
  void identify_concernsThePersonInThePath() {
    assertThat(track("PUT", PERSON, "{\"plan\":\"pro\"}")).isEqualTo(about("id:5"));
    assertThat(track("PUT", "/api/v1/customers/A%40B.co", "{}")).isEqualTo(about("email:a@b.co"));
    assertThat(track("PUT", PERSON, "")).isEqualTo(about("id:5"));
  }

  /** What is said about the other name later concerns the same human. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5              | {'email':'A@B.co'}                 | id:5         | email:a@b.co",
        "5              | {'email':'a@b.co','id':7}          | id:5         | id:7",
        "a%40b.co       | {'email':'A@b.co','id':'5'}        | email:a@b.co | id:5",
        "5              | {'anonymous_id':'x'}               | id:5         | anonymous:x",
        "5              | {'cio_id':'03'}                    | id:5         | cio_id:03",
        "5              | {'id':'5','email':''}              | id:5         |",
        "5              | {'email':'unknown','phone':null}   | id:5         |",
        "5              | {'traits':{'email':'a@b.co'}}      | id:5         |"
      })
  void identify_withAnotherName_namesItToo(String path, String body, String person, String other) {
    Understood expected = new Understood(person, other, null, false);

    assertThat(track("PUT", "/api/v1/customers/" + path, body.replace('\'', '"')))
        .isEqualTo(expected);
  }

  @Test
  void keys_tellPeopleFromThings() {
    assertThat(List.of("id:5", "email:a@b.co", "phone:1", "cio_id:03", "anonymous:x", "user:5"))
        .allMatch(Understood::isPerson);
    assertThat(
            List.of("segment:7", "delivery:x", "object:1:2", "cio_object_id:1", "batch", "group:g"))
        .noneMatch(Understood::isPerson);
  }

  @Test
  void identify_needsAnObject() {
    for (String body : new String[] {"[]", "{", "{}{}", "x", "{\"a\":}", "\"a\"", "{'a':1}"}) {
      assertThat(track("PUT", PERSON, body)).as(body).isEqualTo(no("json-invalid"));
    }
    assertThat(track("PUT", "/api/v1/customers/%20", "{}")).isEqualTo(no("identifier-invalid"));
  }

  @Test
  void deletionAndSuppression_areBarriersAndNeedNoBody() {
    for (String body : new String[] {"", "{}", "x"}) {
      assertThat(track("DELETE", PERSON, body)).isEqualTo(barrier("id:5", null));
      assertThat(track("POST", PERSON + "/suppress", body)).isEqualTo(barrier("id:5", null));
      assertThat(track("POST", PERSON + "/unsuppress", body)).isEqualTo(barrier("id:5", null));
    }
  }

  @Test
  void event_needsAName() {
    String path = PERSON + "/events";
    assertThat(track("POST", path, "{\"name\":\"n\"}")).isEqualTo(about("id:5"));
    assertThat(track("POST", path, "{\"name\":\"n\",\"id\":\"" + ULID + "\"}"))
        .isEqualTo(new Understood("id:5", null, ULID, false));
    assertThat(track("POST", path, "{\"name\":\"n\",\"id\":\" \"}")).isEqualTo(about("id:5"));
    assertThat(track("POST", path, "{\"name\":\"n\",\"id\":7}")).isEqualTo(about("id:5"));
    for (String body : new String[] {"{}", "{\"name\":\" \"}", "{\"name\":null}", "{\"name\":7}"}) {
      assertThat(track("POST", path, body)).as(body).isEqualTo(no("name-missing"));
    }
    assertThat(track("POST", path, "")).isEqualTo(no("json-invalid"));
  }

  @Test
  void event_mayHaveHundredThousandBytesOfData() {
    String path = PERSON + "/events";
    assertThat(track("POST", path, eventWithData(100_000))).isEqualTo(about("id:5"));
    assertThat(track("POST", path, eventWithData(100_001))).isEqualTo(no("event-too-large"));
  }

  @Test
  void anonymousEvent_concernsItsVisitorOrItsRecipient() {
    String path = "/api/v1/events";
    assertThat(track("POST", path, "{\"name\":\"n\",\"anonymous_id\":\"x\"}"))
        .isEqualTo(about("anonymous:x"));
    assertThat(track("POST", path, "{\"name\":\"n\",\"anonymous_id\":7}"))
        .isEqualTo(about("anonymous:7"));
    String invite = "{\"name\":\"n\",\"anonymous_id\":\"\",\"data\":{\"recipient\":\"A@b.co\"}}";
    assertThat(track("POST", path, invite)).isEqualTo(about("recipient:a@b.co"));
    assertThat(track("POST", path, "{\"name\":\"n\"}")).isEqualTo(about("recipient:"));
    assertThat(track("POST", path, "{}")).isEqualTo(no("name-missing"));
    assertThat(track("POST", path, "x")).isEqualTo(no("json-invalid"));
  }

  /** The one who named it last has it, so its order counts across people, in every spelling. */
  @Test
  void device_standsInOneOrderForAllWhoHaveIt() {
    Reading expected = new Reading.Understood("id:5", "device:a/b", null, false);
    assertThat(track("DELETE", PERSON + "/devices/a%2Fb", "")).isEqualTo(expected);
    assertThat(
            track(
                "POST",
                "/api/v2/entity",
                "{\"type\":\"person\",\"action\":\"delete_device\",\"identifiers\":{\"id\":5},"
                    + "\"device\":{\"token\":\"a/b\"}}"))
        .isEqualTo(expected);
  }

  @Test
  void device_needsTokenAndPlatform() {
    String path = PERSON + "/devices";
    assertThat(track("PUT", path, "{\"device\":{\"id\":\"t\",\"platform\":\"ios\"}}"))
        .isEqualTo(new Reading.Understood("id:5", "device:t", null, false));
    assertThat(track("PUT", path, "{\"device\":{\"id\":\"t\"}}")).isEqualTo(no("platform-missing"));
    assertThat(track("PUT", path, "{\"device\":{\"platform\":\"ios\"}}"))
        .isEqualTo(no("device-missing"));
    assertThat(track("PUT", path, "{}")).isEqualTo(no("device-missing"));
    assertThat(track("PUT", path, "")).isEqualTo(no("json-invalid"));
    assertThat(track("DELETE", path + "/t%20", ""))
        .isEqualTo(new Reading.Understood("id:5", "device:t ", null, false));
    assertThat(track("DELETE", path + "/%20", "")).isEqualTo(no("device-missing"));
    assertThat(track("DELETE", path + "/%2", "")).isEqualTo(no("device-missing"));
  }

  @Test
  void merge_takesOneIdentifierOfEach() {
    String path = "/api/v1/merge_customers";
    assertThat(track("POST", path, "{\"primary\":{\"email\":\"A@b.co\"},\"secondary\":{\"id\":5}}"))
        .isEqualTo(barrier("email:a@b.co", "id:5"));
    for (String body :
        new String[] {
          "{}",
          "{\"primary\":{\"id\":\"1\"}}",
          "{\"primary\":{\"id\":\"1\"},\"secondary\":{}}",
          "{\"primary\":{\"id\":\"1\"},\"secondary\":{\"id\":\" \"}}",
          "{\"primary\":{\"id\":\"1\"},\"secondary\":{\"name\":\"x\"}}",
          "{\"primary\":{\"id\":\"1\"},\"secondary\":{\"id\":\"2\",\"email\":\"a@b.co\"}}",
        }) {
      assertThat(track("POST", path, body)).as(body).isEqualTo(no("identifier-invalid"));
    }
    assertThat(track("POST", path, "x")).isEqualTo(no("json-invalid"));
  }

  @Test
  void reports_concernADelivery() {
    assertThat(track("POST", "/api/v1/metrics", "{\"delivery_id\":\"d\",\"metric\":\"opened\"}"))
        .isEqualTo(about("delivery:d"));
    for (String path : new String[] {"/api/v1/push/events", "/push/events"}) {
      assertThat(track("POST", path, "{\"delivery_id\":\"d\",\"event\":\"opened\"}"))
          .isEqualTo(about("delivery:d"));
      assertThat(track("POST", path, "{\"delivery_id\":\"d\"}")).isEqualTo(no("metric-missing"));
      assertThat(track("POST", path, "{\"event\":\"opened\"}")).isEqualTo(no("delivery-missing"));
      assertThat(track("POST", path, "")).isEqualTo(no("json-invalid"));
    }
  }

  @Test
  void segmentChange_ofOnePerson_obeysThatPersonsOrderToo() {
    String path = "/api/v1/segments/7/add_customers";
    assertThat(track("POST", path, "{\"ids\":[\"5\"]}"))
        .isEqualTo(new Understood("id:5", "segment:7", null, false));
    assertThat(track("POST", path + "?id_type=email", "{\"ids\":[\"A@b.co\"]}"))
        .isEqualTo(new Understood("email:a@b.co", "segment:7", null, false));
    assertThat(track("POST", path + "?a=b&id_type=cio_id", "{\"ids\":[\"03\"]}"))
        .isEqualTo(new Understood("cio_id:03", "segment:7", null, false));
    assertThat(track("POST", path, "{\"ids\":[\"5\",\"6\"]}")).isEqualTo(about("segment:7"));
    assertThat(track("POST", path, "{\"ids\":[null]}")).isEqualTo(about("segment:7"));
    assertThat(track("POST", "/api/v1/segments/7/remove_customers", "{\"ids\":[{},[]]}"))
        .isEqualTo(about("segment:7"));
  }

  @Test
  void segmentChange_takesOneToThousand() {
    String path = "/api/v1/segments/7/add_customers";
    assertThat(track("POST", path, ids(1000))).isEqualTo(about("segment:7"));
    assertThat(track("POST", path, ids(1001))).isEqualTo(no("too-many-ids"));
    assertThat(track("POST", path, ids(0))).isEqualTo(no("ids-missing"));
    assertThat(track("POST", path, "{\"ids\":\"5\"}")).isEqualTo(no("ids-missing"));
    assertThat(track("POST", path, "{}")).isEqualTo(no("ids-missing"));
    assertThat(track("POST", path, "")).isEqualTo(no("json-invalid"));
  }

  @ParameterizedTest
  @EnumSource
  void whatNeedsCustomerIosAnswer_isNotReadAtAll(Endpoint endpoint) {
    if (endpoint.handling() == Handling.SYNCHRONOUS) {
      assertThat(RequestReader.read(endpoint, "/", utf8("x"), Rules.DEFAULT))
          .isEqualTo(no("answer-needed"));
    }
  }

  @Test
  void invalidUtf8_isNotUnderstood() {
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
    assertThat(RequestReader.read(Endpoint.TRACK_IDENTIFY, PERSON, overlong, Rules.DEFAULT))
        .isEqualTo(no("json-invalid"));
    byte[] utf16 = "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    assertThat(RequestReader.read(Endpoint.TRACK_IDENTIFY, PERSON, utf16, Rules.DEFAULT))
        .isEqualTo(no("json-invalid"));
  }

  @Test
  void toString_namesNobody() {
    assertThat(barrier("email:a@b.co", "id:5")).hasToString("Understood[barrier]");
  }

  private static Reading track(String method, String target, String body) {
    Operation op = Operations.track(method, target, body);
    return RequestReader.read(op.endpoint(), target, op.body(), Rules.DEFAULT);
  }

  private static String eventWithData(int bytes) {
    return "{\"name\":\"n\",\"data\":{\"x\":\"" + "y".repeat(bytes - 8) + "\"}}";
  }

  private static String ids(int count) {
    return "{\"ids\":[" + "\"5\",".repeat(count).replaceAll(",$", "") + "]}";
  }

  private static Reading about(String person) {
    return new Understood(person, null, null, false);
  }

  private static Reading barrier(String person, String otherPerson) {
    return new Understood(person, otherPerson, null, true);
  }

  private static Reading no(String reason) {
    return new NotUnderstood(reason);
  }
}
