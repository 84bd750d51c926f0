package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackV2ValidationTest {

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'person','action':'identify','identifiers':{'id':'1'}",
        "'type':'person','action':'identify','identifiers':{'phone':'+14155552671'},'timestamp':1",
        "'type':'person','action':'delete','identifiers':{'cio_id':'03'}",
        "'type':'person','action':'event','identifiers':{'email':'a@b.co'},'name':'n'",
        "'type':'person','action':'event','identifiers':{'anonymous_id':'x'},'name':'n'",
        "'type':'person','action':'page','identifiers':{'id':'1'},'name':'n','attributes':{'url':'u'}",
        "'type':'person','action':'screen','identifiers':{'id':'1'},'name':'n','id':'01HXAB'",
        "'type':'person','action':'add_device','identifiers':{'id':'1'},'device':{'token':'t','platform':'android'}",
        "'type':'person','action':'delete_device','identifiers':{'id':'1'},'device':{'token':'t'}",
        "'type':'person','action':'add_relationships','identifiers':{'id':'1'},'cio_relationships':[{'identifiers':{'object_type_id':'1','object_id':'acme'}}]",
        "'type':'person','action':'delete_relationships','identifiers':{'id':'1'},'cio_relationships':[{'identifiers':{'cio_object_id':'ob1'}}]",
        "'type':'person','action':'suppress','identifiers':{'id':'1'}",
        "'type':'person','action':'unsuppress','identifiers':{'id':'1'}",
        "'type':'person','action':'merge','primary':{'id':'1'},'secondary':{'cio_id':'2'}",
        "'type':'object','action':'identify','identifiers':{'object_type_id':'1','object_id':'acme'},'attributes':{'seats':50}",
        "'type':'object','action':'identify_anonymous','identifiers':{'object_type_id':'1','object_id':'acme'},'cio_relationships':[{'identifiers':{'anonymous_id':'x'}}]",
        "'type':'object','action':'delete','identifiers':{'cio_object_id':'ob1'}",
        "'type':'object','action':'add_relationships','identifiers':{'object_type_id':'1','object_id':'acme'},'cio_relationships':[{'identifiers':{'id':'1'}}]",
        "'type':'object','action':'delete_relationships','identifiers':{'object_type_id':'1','object_id':'acme'},'cio_relationships':[{'identifiers':{'email':'a@b.co'}}]",
        "'type':'delivery','action':'event','identifiers':{'id':'d'},'name':'opened','attributes':{'device_token':'t'}",
      })
  void entity_valid_200(String members) {
    HttpResponse<String> reply = entity(members);

    assertThat(reply.body()).isEqualTo("{}\n");
    assertThat(reply.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'action':'identify','identifiers':{'id':'1'}|type",
        "'type':'thing','action':'identify','identifiers':{'id':'1'}|type",
        "'type':'person','identifiers':{'id':'1'}|action",
        "'type':'person','action':'dance','identifiers':{'id':'1'}|action",
        "'type':'person','action':'identify'|identifiers",
        "'type':'person','action':'identify','identifiers':{}|identifiers",
        "'type':'person','action':'identify','identifiers':{'id':'1','email':'a@b.co'}|identifiers",
        "'type':'person','action':'identify','identifiers':{'name':'1'}|identifiers",
        "'type':'person','action':'identify','identifiers':{'anonymous_id':'1'}|identifiers",
        "'type':'person','action':'identify','identifiers':{'id':''}|identifiers.id",
        "'type':'person','action':'identify','identifiers':{'id':1}|identifiers.id",
        "'type':'person','action':'identify','identifiers':{'email':'bob'}|identifiers.email",
        "'type':'person','action':'identify','identifiers':{'phone':'0415'}|identifiers.phone",
        "'type':'person','action':'identify','identifiers':{'id':'1'},'attributes':[]|attributes",
        "'type':'person','action':'identify','identifiers':{'id':'1'},'timestamp':'x'|timestamp",
        "'type':'person','action':'identify','identifiers':{'id':'1'},'cio_relationships':{}|cio_relationships",
        "'type':'person','action':'event','identifiers':{'id':'1'}|name",
        "'type':'person','action':'event','identifiers':{'id':'1'},'name':'n','id':7|id",
        "'type':'person','action':'add_device','identifiers':{'id':'1'}|device",
        "'type':'person','action':'add_device','identifiers':{'id':'1'},'device':{'id':'t','platform':'ios'}|device.token",
        "'type':'person','action':'delete_device','identifiers':{'id':'1'},'device':{}|device.token",
        "'type':'person','action':'merge','primary':{'id':'1'}|secondary",
        "'type':'person','action':'merge','primary':{'phone':'+1415'},'secondary':{'id':'1'}|primary",
        "'type':'object','action':'identify','identifiers':{'object_id':'acme'}|identifiers",
        "'type':'delivery','action':'event','identifiers':{'id':'d'},'name':'eaten','attributes':{'device_token':'t'}|name",
        "'type':'delivery','action':'event','identifiers':{'id':'d'},'name':'opened'|attributes.device_token",
      })
  void entity_invalid_400NamesTheField(String members, String field) throws Exception {
    HttpResponse<String> reply = entity(members);

    assertThat(reply.statusCode()).isEqualTo(400);
    var errors = Json.parse(reply.body().getBytes("UTF-8")).get("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).fieldNames())
        .toIterable()
        .containsExactly("reason", "field", "message");
    assertThat(errors.get(0).get("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}}", "\"a\"", "[]"})
  void entity_noJsonObject_400(String body) {
    HttpResponse<String> reply = simulator.track("POST", "/api/v2/entity", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"errors\":[{\"reason\":\"invalid\"");
  }

  @ParameterizedTest
  @CsvSource({"32000, 200", "32001, 400"})
  void entity_upTo32000Bytes(int length, int status) {
    assertThat(simulator.track("POST", "/api/v2/entity", event(length)).statusCode())
        .isEqualTo(status);
  }

  @Test
  void batch_itemOver32000Bytes_isRefusedAlone() {
    HttpResponse<String> reply = simulator.batch(event(32_000), event(32_001), event(100));

    assertThat(reply.statusCode()).isEqualTo(207);
    assertThat(reply.body())
        .isEqualTo(
            "{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\"\","
                + "\"message\":\"an item must be 32000 bytes or less\"}]}\n");
    assertThat(simulator.results())
        .extracting(result -> result.label())
        .containsExactly("applied", "refused", "applied");
  }

  @ParameterizedTest
  @CsvSource({"500000, 200", "500001, 400"})
  void batch_upTo500000Bytes(int length, int status) {
    String items = (event(31_999) + ",").repeat(15);
    String head = "{\"batch\":[" + items;
    String body = head + event(length - head.length() - 2) + "]}";

    assertThat(body).hasSize(length);
    assertThat(simulator.track("POST", "/api/v2/batch", body).statusCode()).isEqualTo(status);
    assertThat(simulator.get().arrivals().count()).isEqualTo(status == 200 ? 16 : 0);
  }

  /** "ü" takes two bytes: limits do not count characters. */
  @Test
  void entity_isMeasuredInBytes() {
    String frame = event(100).replace("x", "");
    String body = frame.replace("\"a\":\"\"", "\"a\":\"" + "ü".repeat(16_000) + "\"");

    assertThat(body.length()).isLessThan(32_000);
    assertThat(simulator.track("POST", "/api/v2/entity", body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"batch\":[]}", "{\"batch\":{}}", "[]", "{\"batch\":", ""})
  void batch_withoutItems_400(String body) {
    HttpResponse<String> reply = simulator.track("POST", "/api/v2/batch", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"errors\":[{\"reason\":\"invalid\"");
  }

  @Test
  void batch_itemsAreAppliedInTheirOrder() {
    simulator.batch(named("a"), named("b"), named("c"));

    assertThat(simulator.get().arrivals().all())
        .extracting(arrival -> arrival.batchIndex() + arrival.name())
        .containsExactly("0a", "1b", "2c");
  }

  private HttpResponse<String> entity(String members) {
    return simulator.track("POST", "/api/v2/entity", "{" + members.replace('\'', '"') + "}");
  }

  private static String named(String name) {
    return event(200).replace("\"n\"", "\"" + name + "\"");
  }

  private static String event(int length) {
    String frame =
        "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"1\"},"
            + "\"name\":\"n\",\"attributes\":{\"a\":\"%s\"}}";
    return String.format(frame, "x".repeat(length - frame.length() + 2));
  }
}
