package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.ID;
import static customerio.agent.customerio.Operations.text;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelinesTest {
  private static final String MESSAGE_ID = MessageId.of(ID);
  private static final String CAPTURED = "2026-05-27T20:02:42.500Z";

  @ParameterizedTest
  @ValueSource(strings = {"identify", "page", "screen"})
  void call_concernsItsUserElseItsVisitor(String call) {
    assertThat(read(call, "{\"userId\":\"5\",\"anonymousId\":\"x\",\"messageId\":\"m\"}"))
        .isEqualTo(new Understood("user:5", "user:x", "m", false));
    assertThat(read(call, "{\"userId\":\"x\",\"anonymousId\":\"x\"}")).isEqualTo(about("user:x"));
    assertThat(read(call, "{\"userId\":\"\",\"anonymousId\":\"x\"}")).isEqualTo(about("user:x"));
    assertThat(read(call, "{\"userId\":5}")).isEqualTo(about("user:5"));
    assertThat(read(call, "{\"userId\":null}")).isEqualTo(no("identifier-missing"));
    assertThat(read(call, "{}")).isEqualTo(no("identifier-missing"));
    assertThat(read(call, "[]")).isEqualTo(no("json-invalid"));
  }

  @Test
  void identify_withAnEmptyId_concernsTheAddress() {
    String email = "\"traits\":{\"email\":\"A@b.co\"}}";
    assertThat(read("identify", "{\"userId\":\"\"," + email)).isEqualTo(about("email:a@b.co"));
    assertThat(read("identify", "{\"anonymousId\":\"\"," + email)).isEqualTo(about("email:a@b.co"));
    assertThat(read("identify", "{" + email)).isEqualTo(no("identifier-missing"));
    assertThat(read("identify", "{\"userId\":\"\",\"traits\":{}}"))
        .isEqualTo(no("identifier-missing"));
    assertThat(read("page", "{\"userId\":\"\"," + email)).isEqualTo(no("identifier-missing"));
  }

  @Test
  void identify_withAnAddress_namesItToo() {
    String email = "\"traits\":{\"email\":\"A@b.co\"}}";
    assertThat(read("identify", "{\"userId\":\"5\"," + email))
        .isEqualTo(new Understood("user:5", "email:a@b.co", null, false));
    assertThat(read("identify", "{\"userId\":\"5\",\"anonymousId\":\"x\"," + email))
        .isEqualTo(new Understood("user:5", "user:x", null, false));
  }

  @Test
  void track_needsAnEvent() {
    assertThat(read("track", "{\"userId\":\"5\",\"event\":\"e\"}")).isEqualTo(about("user:5"));
    assertThat(read("track", "{\"userId\":\"5\"}")).isEqualTo(no("name-missing"));
    assertThat(read("track", "{\"userId\":\"5\",\"event\":\" \"}")).isEqualTo(no("name-missing"));
    assertThat(read("track", "{\"event\":\"e\"}")).isEqualTo(no("identifier-missing"));
    assertThat(read("track", "{\"event\":\"e\",\"groupId\":\"g\"}")).isEqualTo(about("group:g"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"User Deleted", "Delete Person", "User Suppressed", "User Unsuppressed"})
  void track_ofAPersonsEndOrRevival_isABarrier(String event) {
    assertThat(read("track", "{\"userId\":\"5\",\"event\":\"" + event + "\"}"))
        .isEqualTo(new Understood("user:5", null, null, true));
  }

  @Test
  void track_ofAReport_concernsTheDelivery() {
    assertThat(
            read(
                "track",
                "{\"event\":\"Report Delivery Event\",\"properties\":{\"deliveryId\":\"d\"}}"))
        .isEqualTo(about("delivery:d"));
    assertThat(read("track", "{\"event\":\"Report Content Event\"}")).isEqualTo(about("delivery:"));
  }

  @Test
  void group_needsAGroup_andAliasTwoIds() {
    assertThat(read("group", "{\"userId\":\"5\",\"groupId\":\"g\"}")).isEqualTo(about("user:5"));
    assertThat(read("group", "{\"userId\":\"5\"}")).isEqualTo(no("group-missing"));
    assertThat(read("alias", "{\"userId\":\"5\",\"previousId\":\"4\"}"))
        .isEqualTo(new Understood("user:5", "user:4", null, true));
    assertThat(read("alias", "{\"userId\":\"5\"}")).isEqualTo(no("identifier-missing"));
  }

  @Test
  void batch_concernsTheOnlyUserOrEverybody() {
    assertThat(read("batch", "{\"batch\":[{\"userId\":\"5\"},{\"userId\":\"5\"}]}"))
        .isEqualTo(about("user:5"));
    for (String items :
        new String[] {
          "{\"userId\":\"5\"},{\"userId\":\"6\"}",
          "{\"userId\":\"5\"},{\"anonymousId\":\"x\"}",
          "{\"traits\":{\"userId\":\"5\"}}",
          "{\"userId\":null}",
          "{\"userId\":\"5\"},7,{\"userId\":\"5\"}",
          "[{\"userId\":\"5\"}]",
        }) {
      assertThat(read("batch", "{\"context\":{},\"batch\":[" + items + "],\"x\":[1]}"))
          .as(items)
          .isEqualTo(about("batch"));
    }
  }

  @Test
  void batch_needsItems() {
    for (String body :
        new String[] {"{}", "{\"batch\":[]}", "{\"batch\":{}}", "{\"batch\":null}"}) {
      assertThat(read("batch", body)).as(body).isEqualTo(no("batch-missing"));
    }
    for (String body : new String[] {"", "[]", "{\"batch\":[{}]", "{\"batch\":[{}]} x"}) {
      assertThat(read("batch", body)).as(body).isEqualTo(no("json-invalid"));
    }
  }

  @Test
  void item_isTheCallWithItsTypeAndStamps() {
    String body = "{ \"userId\" : \"5\", \"event\":\"e\" }";
    String rest = " \"userId\" : \"5\", \"event\":\"e\" }";
    assertThat(item("track", body, false))
        .isEqualTo("{\"type\":\"track\",\"messageId\":\"" + MESSAGE_ID + "\"," + rest);
    assertThat(item("track", body, true))
        .isEqualTo(
            "{\"type\":\"track\",\"messageId\":\""
                + MESSAGE_ID
                + "\",\"timestamp\":\""
                + CAPTURED
                + "\","
                + rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identify", "track", "page", "screen", "group"})
  void item_withAllItNeeds_isTheCallItself(String type) {
    String body =
        "{\"type\":\"" + type + "\",\"messageId\":\"m\",\"timestamp\":\"t\",\"userId\":\"5\"}";
    assertThat(item(type, body, true)).isEqualTo(body);
  }

  @Test
  void item_withAnotherTypeOrACredentialOrRepeatedNames_goesAlone() {
    assertThat(item("track", "{\"type\":\"page\"}", false)).isNull();
    assertThat(item("track", "{\"type\":null}", false)).isNull();
    assertThat(item("track", "{\"writeKey\":\"k\"}", false)).isNull();
    assertThat(item("track", "{\"a\":1,\"a\":2}", false)).isNull();
    assertThat(item("alias", "{\"userId\":\"5\",\"previousId\":\"4\"}", false)).isNull();
    assertThat(item("batch", "{\"batch\":[{}]}", false)).isNull();
  }

  @Test
  void group_isWhatTheBatchSaysForAll() {
    assertThat(group("{\"userId\":\"5\"}")).isEmpty();
    assertThat(group("{\"context\":null,\"userId\":\"5\"}")).isEmpty();
    assertThat(group("{\"integrations\":{\"All\":true},\"context\": {\"ip\":\"é\"} }"))
        .isEqualTo(",\"context\":{\"ip\":\"é\"},\"integrations\":{\"All\":true}");
  }

  @Test
  void messageId_isTheOperationsIdAsAUuid() {
    assertThat(MessageId.of("01ARYZ6S41TSV4RRFFQ69G5FAV"))
        .isEqualTo("01563df3-6481-7676-8c61-efb99302bd5b");
    assertThat(MessageId.of("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"))
        .isEqualTo("ffffffff-ffff-7fff-bfff-ffffffffffff");
    assertThat(MessageId.of("no-ulid")).isEqualTo("no-ulid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User Deleted", "Delete Person", "User Suppressed", "User Unsuppressed",
        "Device Created or Updated", "Device Deleted", "Relationship Deleted", "Object Deleted"
      })
  void commandInTheNameOfAnEvent_isABarrierInABatch(String event) {
    assertThat(isBarrier("track", "{\"userId\":\"5\",\"event\":\"" + event + "\"}")).isTrue();
  }

  @Test
  void ordinaryCalls_areNoBarriersInABatch() {
    assertThat(isBarrier("track", "{\"userId\":\"5\",\"event\":\"user deleted\"}")).isFalse();
    assertThat(isBarrier("page", "{\"userId\":\"5\",\"event\":\"User Deleted\"}")).isFalse();
    assertThat(isBarrier("identify", "{\"userId\":\"5\"}")).isFalse();
  }

  @Test
  void eventThatNothingTellsFromItsRepetition_goesAlone() {
    for (String id : new String[] {"null", "7", "\" \""}) {
      String body = "{\"userId\":\"5\",\"event\":\"e\",\"groupId\":\"g\",\"messageId\":" + id + "}";
      assertThat(item("track", body, false)).as(id).isNull();
      assertThat(item("identify", body, false)).as(id).isNotNull();
      assertThat(item("group", body, false)).as(id).isNotNull();
    }
    Operation op = Operations.pipelines("/v1/track", "{\"userId\":\"5\",\"event\":\"e\"}");
    assertThat(BatchForm.of(op, false, new Rules(true, true, false))).isNull();
  }

  private static boolean isBarrier(String call, String body) {
    return BatchForm.of(Operations.pipelines("/v1/" + call, body), false, Rules.DEFAULT).barrier();
  }

  private static Reading read(String call, String body) {
    Operation op = Operations.pipelines("/v1/" + call, body);
    return RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT);
  }

  private static String item(String call, String body, boolean delayed) {
    BatchItem item =
        BatchForm.of(Operations.pipelines("/v1/" + call, body), delayed, Rules.DEFAULT);
    return item == null ? null : text(item.json());
  }

  private static String group(String body) {
    return BatchForm.of(Operations.pipelines("/v1/identify", body), false, Rules.DEFAULT).group();
  }

  private static Reading about(String person) {
    return new Understood(person, null, null, false);
  }

  private static Reading no(String reason) {
    return new NotUnderstood(reason);
  }
}
