package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.CAPTURED_SECOND;
import static customerio.agent.customerio.Operations.ID;
import static customerio.agent.customerio.Operations.text;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Answer.PartlyAccepted;
import customerio.agent.customerio.Answer.Refused;
import customerio.agent.customerio.Answer.Unauthorized;
import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls with which integrations of Customer.io have lost or spoilt data elsewhere. */
class TrickyCasesTest {

  @Test
  void addressInThePath_isAnAddress_notTheIdOfAGhost() {
    assertThat(item("PUT", "/api/v1/customers/a%40b.co", "{}"))
        .contains("\"identifiers\":{\"email\":\"a@b.co\"}");
  }

  @Test
  void cioIdInThePath_losesItsPrefix() {
    assertThat(item("PUT", "/api/v1/customers/cio_03000001", "{}"))
        .contains("\"identifiers\":{\"cio_id\":\"03000001\"}");
  }

  @Test
  void phoneInThePath_isAnId() {
    assertThat(item("PUT", "/api/v1/customers/%2B14155552671", "{}"))
        .contains("\"identifiers\":{\"id\":\"+14155552671\"}");
  }

  @Test
  void path_isDecodedOnce_andSentAsItWas() {
    assertThat(item("PUT", "/api/v1/customers/a%252Fb", "{}")).contains("{\"id\":\"a%2Fb\"}");
    assertThat(item("PUT", "/api/v1/customers/a+b", "{}")).contains("{\"id\":\"a+b\"}");
    Operation op = Operations.track("PUT", "/api/v1/customers/a%252Fb", "{}");
    assertThat(SingleForm.of(op, true, Rules.DEFAULT).target())
        .isEqualTo("/api/v1/customers/a%252Fb");
  }

  @Test
  void idsDifferByCase_addressesDoNot_payloadsStay() {
    assertThat(person("Bob")).isEqualTo("id:Bob");
    assertThat(person("bob")).isEqualTo("id:bob");
    assertThat(person("A%40x.co")).isEqualTo(person("a%40x.co")).isEqualTo("email:a@x.co");
    assertThat(item("PUT", "/api/v1/customers/A%40x.co", "{}")).contains("\"A@x.co\"");
  }

  @Test
  void eventOfSixtyKilobytes_isFineAlone_andNeverInABatch() {
    String target = "/api/v1/customers/5/events";
    String body = "{\"name\":\"n\",\"data\":{\"x\":\"" + "y".repeat(60_000) + "\"}}";
    Operation op = Operations.track("POST", target, body);
    assertThat(RequestReader.read(op.endpoint(), target, op.body(), Rules.DEFAULT))
        .isEqualTo(new Understood("id:5", null, null, false));
    assertThat(BatchForm.of(op, false, Rules.DEFAULT)).isNull();
    assertThat(text(SingleForm.of(op, false, Rules.DEFAULT).body())).endsWith(body.substring(1));
  }

  @Test
  void itemLimit_isCountedInBytesOfTheItem() {
    String target = "/api/v1/customers/5";
    int frame = item("PUT", target, "{}").length() - 2;
    String fits = "{\"x\":\"" + "é".repeat((32_000 - frame - 8) / 2) + "\"}";
    assertThat(item("PUT", target, fits)).isNotNull();
    assertThat(item("PUT", target, fits.replace("{", "{  "))).isNull();
  }

  @Test
  void equalEventsWithoutId_areToldApartByTheOperation_neverByContent() {
    String target = "/api/v1/customers/5/events";
    Operation op = Operations.track("POST", target, "{\"name\":\"purchase\"}");
    assertThat(RequestReader.read(op.endpoint(), target, op.body(), Rules.DEFAULT))
        .isEqualTo(new Understood("id:5", null, null, false));
    Operation again =
        new Operation(
            Ulid.toText(1, 1),
            0,
            op.endpoint(),
            Region.US,
            1,
            "POST",
            target,
            null,
            op.body(),
            null);
    assertThat(SingleForm.of(op, false, Rules.DEFAULT).body())
        .isNotEqualTo(SingleForm.of(again, false, Rules.DEFAULT).body());
  }

  @Test
  void aRetry_isTheSameByteForByte() {
    for (boolean delayed : new boolean[] {false, true}) {
      Operation op = Operations.pipelines("/v1/track", "{\"userId\":\"5\",\"event\":\"e\"}");
      assertThat(SingleForm.of(op, delayed, Rules.DEFAULT).body())
          .isEqualTo(SingleForm.of(op, delayed, Rules.DEFAULT).body());
      assertThat(BatchForm.of(op, delayed, Rules.DEFAULT).json())
          .isEqualTo(BatchForm.of(op, delayed, Rules.DEFAULT).json());
    }
  }

  @Test
  void alone_orInABatch_anEventHasTheSameId() {
    Operation op = Operations.track("POST", "/api/v1/customers/5/events", "{\"name\":\"n\"}");
    assertThat(text(SingleForm.of(op, false, Rules.DEFAULT).body()))
        .contains("\"id\":\"" + ID + "\"");
    assertThat(text(BatchForm.of(op, false, Rules.DEFAULT).json()))
        .contains("\"id\":\"" + ID + "\"");
    Operation call = Operations.pipelines("/v1/page", "{\"userId\":\"5\"}");
    String messageId = "\"messageId\":\"" + MessageId.of(ID) + "\"";
    assertThat(text(SingleForm.of(call, false, Rules.DEFAULT).body())).contains(messageId);
    assertThat(text(BatchForm.of(call, false, Rules.DEFAULT).json())).contains(messageId);
  }

  @Test
  void hoursOldIdentify_isDatedAtCapture_freshOneIsNot() {
    Operation op = Operations.track("PUT", "/api/v1/customers/5", "{\"a\":1}");
    assertThat(text(SingleForm.of(op, true, Rules.DEFAULT).body()))
        .isEqualTo("{\"_timestamp\":" + CAPTURED_SECOND + ",\"a\":1}");
    assertThat(text(SingleForm.of(op, false, Rules.DEFAULT).body())).isEqualTo("{\"a\":1}");
  }

  @Test
  void failureOfOneItem_isThatItemsAlone_whetherToldWith207Or200() {
    byte[] body = Operations.utf8("{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\"}]}");
    for (int status : new int[] {200, 207}) {
      assertThat(AnswerReader.read(Api.TRACK, 3, status, name -> null, body, Instant.EPOCH))
          .isEqualTo(new PartlyAccepted(Map.of(1, "invalid")));
    }
  }

  @Test
  void refusedBatch_isRefusedAsAWhole() {
    byte[] body = Operations.utf8("{\"errors\":[{\"reason\":\"invalid\",\"field\":\"batch\"}]}");
    assertThat(AnswerReader.read(Api.TRACK, 100, 400, name -> null, body, Instant.EPOCH))
        .isEqualTo(new Refused("batch:invalid"));
  }

  @Test
  void rotatedKey_isNoItemsFault() {
    assertThat(AnswerReader.read(Api.TRACK, 100, 401, name -> null, new byte[0], Instant.EPOCH))
        .isEqualTo(new Unauthorized());
  }

  @Test
  void pipelinesCallOfFortyKilobytes_isNotAnsweredByUs_forItWouldVanish() {
    String body = "{\"userId\":\"5\",\"event\":\"e\",\"x\":\"" + "y".repeat(40_000) + "\"}";
    Operation op = Operations.pipelines("/v1/track", body);
    assertThat(RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT))
        .isEqualTo(new NotUnderstood("oversize"));
  }

  @Test
  void callsOfDifferentContext_neverShareABatch() {
    BatchBuilder batch = new BatchBuilder(Api.PIPELINES, 10, 10_000);
    assertThat(batch.add(pipelines("{\"userId\":\"5\",\"context\":{\"ip\":\"1\"}}"))).isTrue();
    assertThat(batch.add(pipelines("{\"userId\":\"6\",\"context\":{\"ip\":\"2\"}}"))).isFalse();
    assertThat(batch.add(pipelines("{\"userId\":\"7\"}"))).isFalse();
    assertThat(batch.add(pipelines("{\"context\":{\"ip\":\"1\"},\"userId\":\"8\"}"))).isTrue();
    assertThat(text(batch.build().body())).endsWith("}],\"context\":{\"ip\":\"1\"}}");
  }

  @Test
  void bigNumbersAndNulls_passUnchanged_repeatedNamesGoAlone() {
    String exact = "{\"id\":12345678901234567890,\"x\":1.10,\"d\":null}";
    assertThat(item("PUT", "/api/v1/customers/5", exact)).endsWith(exact + "}");
    String repeated = "{\"x\":1,\"x\":2}";
    assertThat(item("PUT", "/api/v1/customers/5", repeated)).isNull();
    Operation op = Operations.track("PUT", "/api/v1/customers/5", repeated);
    assertThat(text(SingleForm.of(op, false, Rules.DEFAULT).body())).isEqualTo(repeated);
  }

  @Test
  void emptyReply_isNeverGiven_forSegmentsLibraryWouldResend() {
    AcceptedReply reply = AcceptedReply.to(Endpoint.PIPELINES_BATCH, ID);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply.body())).isEqualTo("{}\n");
  }

  @Test
  void query_hasNoPlaceInABatch() {
    assertThat(item("PUT", "/api/v1/customers/5?source=x", "{}")).isNull();
  }

  private static String item(String method, String target, String body) {
    BatchItem item = BatchForm.of(Operations.track(method, target, body), false, Rules.DEFAULT);
    return item == null ? null : text(item.json());
  }

  private static BatchItem pipelines(String body) {
    return BatchForm.of(Operations.pipelines("/v1/identify", body), false, Rules.DEFAULT);
  }

  private static String person(String segment) {
    return ((Understood)
            RequestReader.read(
                Endpoint.TRACK_DELETE, "/api/v1/customers/" + segment, new byte[0], Rules.DEFAULT))
        .person();
  }
}
