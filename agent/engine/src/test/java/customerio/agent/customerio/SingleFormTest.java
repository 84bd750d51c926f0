package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.CAPTURED_SECOND;
import static customerio.agent.customerio.Operations.ID;
import static customerio.agent.customerio.Operations.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleFormTest {
  private static final String MESSAGE_ID = MessageId.of(ID);
  private static final String TIME = "\"timestamp\":\"2026-05-27T20:02:42.500Z\"";

  @Test
  void requestLineAndType_areTheApplications() {
    Operation op =
        new Operation(
            ID,
            0,
            Endpoint.TRACK_DELETE,
            Region.EU,
            1,
            "DELETE",
            "/api/v1/customers/a+b?x=%20",
            null,
            new byte[0],
            "00-1-2-3");
    assertThat(SingleForm.of(op, true, Rules.DEFAULT))
        .usingRecursiveComparison()
        .isEqualTo(new WireRequest("DELETE", "/api/v1/customers/a+b?x=%20", null, new byte[0]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /api/v1/customers/5                  | {\"a\":1}                  |",
        "PUT    | /api/v1/customers/5                  | {}                         |",
        "POST   | /api/v1/customers/5/events           | {\"name\":\"n\"}           | id",
        "POST   | /api/v1/events                       | {\"name\":\"n\"}           | id",
        "POST   | /api/v1/metrics                      | {\"metric\":\"opened\"}    |",
        "POST   | /api/v1/push/events                  | {\"event\":\"opened\"}     |",
        "POST   | /push/events                         | {\"event\":\"opened\"}     |",
      })
  void track_getsIdAlways_timeOnlyWhenDelayed(
      String method, String target, String body, String idName) {
    String id = idName == null ? "" : "\"id\":\"" + ID + "\"";
    String timeName = method.equals("PUT") ? "_timestamp" : "timestamp";
    String time = "\"" + timeName + "\":" + CAPTURED_SECOND;
    assertThat(track(method, target, body, false)).isEqualTo(withFirst(body, id));
    assertThat(track(method, target, body, true))
        .isEqualTo(withFirst(body, id.isEmpty() ? time : id + "," + time));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /api/v1/customers/5                  | {\"_timestamp\":1}",
        "PUT    | /api/v1/customers/5                  | {\"_timestamp\":null}",
        "POST   | /api/v1/customers/5/events           | {\"id\":null,\"timestamp\":\"x\"}",
        "POST   | /api/v1/customers/5/events           | {\"\\u0069d\":1,\"timestamp\":1}",
        "PUT    | /api/v1/customers/5/devices          | {\"device\":{\"last_used\":1}}",
        "PUT    | /api/v1/customers/5/devices          | {\"device\":1}",
        "POST   | /api/v1/customers/5/suppress         | {}",
        "DELETE | /api/v1/customers/5                  | {}",
        "POST   | /api/v1/merge_customers              | {\"primary\":{\"id\":\"1\"}}",
        "POST   | /api/v1/segments/7/add_customers     | {\"ids\":[]}",
        "POST   | /api/v1/forms/7/submit               | {\"data\":{}}",
        "POST   | /api/v2/batch                        | {\"batch\":[]}",
        "POST   | /api/v1/customers/5/events           | [1]",
        "POST   | /api/v1/customers/5/events           | {\"name\":",
      })
  void track_leavesUntouchedWhatHasItsStampsOrNoPlaceForThem(
      String method, String target, String body) {
    assertThat(track(method, target, body, true)).isEqualTo(body);
  }

  @Test
  void emptyBody_staysEmpty() {
    assertThat(track("PUT", "/api/v1/customers/5", "", true)).isEmpty();
  }

  @Test
  void device_isDatedInside() {
    assertThat(track("PUT", "/api/v1/customers/5/devices", " {\"device\": {\"id\":\"t\"}} ", true))
        .isEqualTo(" {\"device\": {\"last_used\":" + CAPTURED_SECOND + ",\"id\":\"t\"}} ");
  }

  @Test
  void repeatedNames_doNotHinderAStampOfAnotherName() {
    assertThat(track("POST", "/api/v1/events", "{\"name\":\"a\",\"name\":\"b\"}", false))
        .isEqualTo("{\"id\":\"" + ID + "\",\"name\":\"a\",\"name\":\"b\"}");
  }

  @ParameterizedTest
  @CsvSource({"identify", "track", "page", "screen", "group", "alias"})
  void pipelines_getsMessageIdAlways_timeOnlyWhenDelayed(String call) {
    String body = "{\"userId\":\"5\"}";
    String id = "\"messageId\":\"" + MESSAGE_ID + "\"";
    assertThat(pipelines(call, body, false)).isEqualTo(withFirst(body, id));
    assertThat(pipelines(call, body, true)).isEqualTo(withFirst(body, id + "," + TIME));
    String complete = "{\"messageId\":\"m\",\"timestamp\":null}";
    assertThat(pipelines(call, complete, true)).isEqualTo(complete);
  }

  /** The server derives the time from it, and ours would take precedence. */
  @Test
  void pipelinesWithAnOriginalTime_getsNoOther() {
    assertThat(pipelines("track", "{\"messageId\":\"m\",\"originalTimestamp\":\"t\"}", true))
        .isEqualTo("{\"messageId\":\"m\",\"originalTimestamp\":\"t\"}");
  }

  @Test
  void pipelines_isNeverStampedBeyondItsLimit() {
    int id = MESSAGE_ID.length() + "\"messageId\":\"\",".length();
    int time = TIME.length() + 1;
    for (int room : new int[] {0, id - 1, id, id + time - 1, id + time}) {
      String body = sized(32_000 - room);
      int stamps = (room >= id ? id : 0) + (room >= id + time ? time : 0);
      assertThat(pipelines("track", body, true))
          .as("room for " + room)
          .hasSize(32_000 - room + stamps);
    }
  }

  @Test
  void sdkBatch_getsAnIdForEachCallThatHasNone() {
    assertThat(
            pipelines(
                "batch",
                " {\"batch\":[ {\"userId\":\"5\"}, {\"messageId\":\"m\"},{}],\"sentAt\":1 }",
                false))
        .isEqualTo(
            " {\"batch\":[ {\"messageId\":\""
                + MESSAGE_ID
                + "-0\",\"userId\":\"5\"}, {\"messageId\":\"m\"},{\"messageId\":\""
                + MESSAGE_ID
                + "-2\"}],\"sentAt\":1 }");
    String unusual = "{\"batch\":[{},7]}";
    assertThat(pipelines("batch", unusual, true)).isEqualTo(unusual);
  }

  @Test
  void sdkBatch_isNeverStampedBeyondItsLimits() {
    String full = sized(32_000);
    String batch = "{\"batch\":[" + full + ",{\"z\":1}]}";
    assertThat(pipelines("batch", batch, false))
        .isEqualTo(batch.replace("{\"z\"", "{\"messageId\":\"" + MESSAGE_ID + "-1\",\"z\""));
    String crowded = "{\"batch\":[" + "{},".repeat(160_000) + "{}]}";
    assertThat(crowded).hasSizeLessThan(500_000);
    assertThat(pipelines("batch", crowded, false)).isEqualTo(crowded);
  }

  private static String track(String method, String target, String body, boolean delayed) {
    return text(
        SingleForm.of(Operations.track(method, target, body), delayed, Rules.DEFAULT).body());
  }

  private static String pipelines(String call, String body, boolean delayed) {
    return text(
        SingleForm.of(Operations.pipelines("/v1/" + call, body), delayed, Rules.DEFAULT).body());
  }

  private static String withFirst(String body, String members) {
    String comma = members.isEmpty() || body.equals("{}") ? "" : ",";
    return "{" + members + comma + body.substring(1);
  }

  private static String sized(int bytes) {
    return "{\"x\":\"" + "y".repeat(bytes - 8) + "\"}";
  }
}
