package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.state.Result;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackV1ValidationTest {

  private static final String CUSTOMER = "/api/v1/customers/42";

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "\"x\"", "null", "{} {}", "{\"a\":}"})
  void bodyThatIsNoJsonObject_400MetaError(String body) {
    HttpResponse<String> reply = simulator.track("PUT", CUSTOMER, body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("{\"meta\":{\"error\":\"malformed JSON\"}}\n");
    assertThat(simulator.get().arrivals().all()).isEmpty();
  }

  @Test
  void identify_emptyBody_isAnEmptyObject() {
    assertThat(simulator.track("PUT", CUSTOMER, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"150, 200", "151, 400"})
  void identifier_upTo150Bytes(int length, int status) {
    assertThat(simulator.track("PUT", "/api/v1/customers/" + "x".repeat(length), "{}").statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"75, 200", "76, 400"})
  void identifier_isMeasuredInBytesNotCharacters(int length, int status) {
    String id = "%C3%BC".repeat(length);

    assertThat(simulator.track("PUT", "/api/v1/customers/" + id, "{}").statusCode())
        .isEqualTo(status);
  }

  @Test
  void refusal_isWrittenDown() {
    simulator.track("POST", CUSTOMER + "/events", "{}");

    assertThat(simulator.lastArrival().result()).isEqualTo(Result.REFUSED);
    assertThat(simulator.lastArrival().person()).isEqualTo("id:42");
    assertThat(simulator.lastArrival().outcome().reason()).isEqualTo("name is required");
  }

  @ParameterizedTest
  @CsvSource({"150, 200", "151, 400"})
  void attributeName_upTo150Bytes(int length, int status) {
    String body = "{\"" + "a".repeat(length) + "\":1}";

    assertThat(simulator.track("PUT", CUSTOMER, body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"1000, 200", "1001, 400"})
  void attributeValue_upTo1000Bytes(int length, int status) {
    String body = "{\"a\":\"" + "x".repeat(length) + "\"}";

    assertThat(simulator.track("PUT", CUSTOMER, body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"300, 200", "301, 400"})
  void attributes_upTo300(int count, int status) {
    StringBuilder body = new StringBuilder("{\"_timestamp\":1");
    for (int i = 0; i < count; i++) {
      body.append(",\"a").append(i).append("\":1");
    }

    assertThat(simulator.track("PUT", CUSTOMER, body + "}").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":null}",
        "{\"name\":\"\"}",
        "{\"name\":\" \"}",
        "{\"name\":1}",
        "{\"name\":\"a\",\"timestamp\":\"now\"}",
        "{\"name\":\"a\",\"timestamp\":1.5}",
        "{\"name\":\"a\",\"data\":[]}",
      })
  void event_invalid_400MetaErrors(String body) {
    HttpResponse<String> reply = simulator.track("POST", CUSTOMER + "/events", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"meta\":{\"errors\":[\"").endsWith("\"]}}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\"}",
        "{\"name\":\"a\",\"data\":null}",
        "{\"name\":\"a\",\"type\":\"page\"}",
        "{\"name\":\"a\",\"type\":\"other\",\"timestamp\":1,\"id\":\"x\",\"unknown\":1}",
      })
  void event_valid_200(String body) {
    assertThat(simulator.track("POST", CUSTOMER + "/events", body).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"page, page", "screen, screen", "event, event", "other, event"})
  void event_typeIsItsKind(String type, String kind) {
    simulator.track("POST", CUSTOMER + "/events", "{\"name\":\"a\",\"type\":\"" + type + "\"}");

    assertThat(simulator.lastArrival().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"100, 200", "101, 400"})
  void eventName_upTo100Bytes(int length, int status) {
    String body = "{\"name\":\"" + "n".repeat(length) + "\"}";

    assertThat(simulator.track("POST", CUSTOMER + "/events", body).statusCode()).isEqualTo(status);
  }

  /** Only the data counts, and it counts as it was sent: blanks inside it too. */
  @ParameterizedTest
  @CsvSource({"100000, 200", "100001, 400"})
  void eventData_upTo100000Bytes(int length, int status) {
    String frame = "{ \"a\" : \"\" }";
    String data = "{ \"a\" : \"" + "x".repeat(length - frame.length()) + "\" }";
    String body = "{\"name\":\"a\",  \"data\":" + data + ", \"id\":\"1\"}";

    assertThat(simulator.track("POST", CUSTOMER + "/events", body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\":\"a\"}', ",
    "'{\"name\":\"a\",\"anonymous_id\":\"\"}', ",
    "'{\"name\":\"a\",\"anonymous_id\":\"x\"}', anonymous_id:x"
  })
  void anonymousEvent_maySayNobody(String body, String person) {
    assertThat(simulator.track("POST", "/api/v1/events", body).statusCode()).isEqualTo(200);
    assertThat(simulator.lastArrival().person()).isEqualTo(person);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"device\":{\"platform\":\"ios\"}}",
        "{\"device\":{\"id\":\"t\"}}",
        "{\"device\":{\"id\":\"t\",\"platform\":\"web\"}}",
        "{\"device\":{\"id\":\"t\",\"platform\":\"ios\",\"last_used\":\"x\"}}",
      })
  void device_invalid_400MetaErrors(String body) {
    HttpResponse<String> reply = simulator.track("PUT", CUSTOMER + "/devices", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"meta\":{\"errors\":[");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"primary\":{\"id\":\"1\"}}",
        "{\"primary\":{\"id\":\"1\",\"email\":\"a@b.co\"},\"secondary\":{\"id\":\"2\"}}",
        "{\"primary\":{\"phone\":\"+1415\"},\"secondary\":{\"id\":\"2\"}}",
        "{\"primary\":{\"id\":\"\"},\"secondary\":{\"id\":\"2\"}}",
      })
  void merge_invalid_400MetaError(String body) {
    HttpResponse<String> reply = simulator.track("POST", "/api/v1/merge_customers", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"meta\":{\"error\":\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"x\",\"relationships\":[]}",
        "{\"action\":\"add_relationships\"}",
        "[]"
      })
  void relationships_invalid_400(String relationships) {
    String body = "{\"cio_relationships\":" + relationships + "}";

    assertThat(simulator.track("PUT", CUSTOMER, body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7/add_customers|{\"ids\":[\"1\"]}|200",
        "7/remove_customers|{\"ids\":[\"1\"]}|200",
        "7/add_customers?id_type=email|{\"ids\":[\"a@b.co\"]}|200",
        "7/add_customers?id_type=phone|{\"ids\":[\"1\"]}|400",
        "x/add_customers|{\"ids\":[\"1\"]}|400",
        "7/add_customers|{\"ids\":[]}|400",
        "7/add_customers|{}|400",
      })
  void segments(String target, String body, int status) {
    assertThat(simulator.track("POST", "/api/v1/segments/" + target, body).statusCode())
        .isEqualTo(status);
  }

  @Test
  void segment_over1000Ids_400() {
    String ids = "\"1\",".repeat(1000) + "\"1\"";

    assertThat(
            simulator
                .track("POST", "/api/v1/segments/7/add_customers", "{\"ids\":[" + ids + "]}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void form_204WithoutBody() {
    HttpResponse<String> reply =
        simulator.track("POST", "/api/v1/forms/f/submit", "{\"data\":{\"email\":\"a@b.co\"}}");

    assertThat(reply.statusCode()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"data\":{}}", "{\"data\":{\"id\":\"1\",\"email\":\"a@b.co\"}}"})
  void form_needsOneOfIdAndEmail_400(String body) {
    assertThat(simulator.track("POST", "/api/v1/forms/f/submit", body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/metrics|{\"delivery_id\":\"d\",\"metric\":\"bounced\"}|200",
        "/api/v1/metrics|{\"delivery_id\":\"d\",\"metric\":\"eaten\"}|400",
        "/api/v1/metrics|{\"metric\":\"bounced\"}|400",
        "/api/v1/push/events|{\"delivery_id\":\"d\",\"event\":\"opened\"}|200",
        "/api/v1/push/events|{\"delivery_id\":\"d\",\"event\":\"bounced\"}|400",
      })
  void reports(String path, String body, int status) {
    assertThat(simulator.track("POST", path, body).statusCode()).isEqualTo(status);
  }

  /** Whether Track takes compressed bodies is not known: so the simulator does not. */
  @Test
  void gzip_isNotUnderstood_400() {
    assertThat(
            simulator
                .send(
                    simulator.request(
                        Family.TRACK,
                        Region.US,
                        "PUT",
                        CUSTOMER,
                        RunningSimulator.TRACK_AUTH,
                        "\u001f\u008b",
                        "Content-Encoding",
                        "gzip"))
                .statusCode())
        .isEqualTo(400);
  }
}
