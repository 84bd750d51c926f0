package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.ID;
import static customerio.agent.customerio.Operations.text;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Reading.Understood;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Rules NO_ADDRESSES = new Rules(false, true, true);
  private static final Rules BARE_IDENTIFIES = new Rules(true, false, true);
  private static final Rules BARE_EVENTS = new Rules(true, true, false);

  @Test
  void whereNobodyIsKnownByAddress_pathAndV2SpeakOfOnePerson() {
    String path = "/api/v1/customers/a%40b.co";
    Operation entity =
        Operations.track(
            "POST",
            "/api/v2/entity",
            "{\"type\":\"person\",\"action\":\"delete\",\"identifiers\":{\"id\":\"a@b.co\"}}");
    assertThat(RequestReader.read(Endpoint.TRACK_DELETE, path, new byte[0], NO_ADDRESSES))
        .isEqualTo(
            RequestReader.read(entity.endpoint(), entity.target(), entity.body(), NO_ADDRESSES))
        .isEqualTo(new Understood("id:a@b.co", null, null, true));
    assertThat(text(BatchForm.of(Operations.track("DELETE", path, ""), false, NO_ADDRESSES).json()))
        .isEqualTo(
            "{\"type\":\"person\",\"identifiers\":{\"id\":\"a@b.co\"},\"action\":\"delete\"}");
  }

  /** There is nothing to be unsure of. */
  @Test
  void whereNobodyIsKnownByAddress_noAddressIsUnclear() {
    Operation op = Operations.track("DELETE", "/api/v1/customers/a%40b", "");
    assertThat(BatchForm.of(op, false, Rules.DEFAULT)).isNull();
    assertThat(BatchForm.of(op, false, NO_ADDRESSES)).isNotNull();
  }

  @Test
  void bareIdentify_isWhatTheApplicationSaid() {
    String body = "{\"a\":1}";
    Operation v1 = Operations.track("PUT", "/api/v1/customers/5", body);
    assertThat(single(v1, BARE_IDENTIFIES)).isEqualTo(body);
    assertThat(batched(v1, BARE_IDENTIFIES))
        .isEqualTo(
            "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"identify\","
                + "\"attributes\":{\"a\":1}}");
    String entity = "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"5\"}}";
    Operation v2 = Operations.track("POST", "/api/v2/entity", entity);
    assertThat(single(v2, BARE_IDENTIFIES)).isEqualTo(entity);
    assertThat(batched(v2, BARE_IDENTIFIES)).isEqualTo(entity);
    Operation call = Operations.pipelines("/v1/identify", "{\"userId\":\"5\"}");
    assertThat(single(call, BARE_IDENTIFIES)).isEqualTo("{\"userId\":\"5\"}");
    assertThat(batched(call, BARE_IDENTIFIES))
        .isEqualTo("{\"type\":\"identify\",\"userId\":\"5\"}");
  }

  @Test
  void bareIdentify_leavesEventsAlone() {
    Operation event = Operations.track("POST", "/api/v1/customers/5/events", "{\"name\":\"n\"}");
    assertThat(single(event, BARE_IDENTIFIES)).isEqualTo(single(event, Rules.DEFAULT)).contains(ID);
  }

  @Test
  void bareEvent_isWhatTheApplicationSaid_andGoesAlone() {
    for (Operation event :
        new Operation[] {
          Operations.track("POST", "/api/v1/customers/5/events", "{\"name\":\"n\"}"),
          Operations.track("POST", "/api/v1/events", "{\"name\":\"n\",\"anonymous_id\":\"x\"}"),
          Operations.track(
              "POST",
              "/api/v2/entity",
              "{\"type\":\"person\",\"action\":\"page\",\"identifiers\":{\"id\":\"5\"},"
                  + "\"name\":\"n\"}"),
          Operations.pipelines("/v1/track", "{\"userId\":\"5\",\"event\":\"e\"}"),
          Operations.pipelines("/v1/batch", "{\"batch\":[{\"type\":\"page\",\"userId\":\"5\"}]}"),
        }) {
      assertThat(single(event, BARE_EVENTS)).isEqualTo(text(event.body()));
      assertThat(BatchForm.of(event, true, BARE_EVENTS)).isNull();
    }
  }

  @Test
  void bareEvent_withItsOwnId_mayShareABatch() {
    Operation event =
        Operations.track(
            "POST", "/api/v1/customers/5/events", "{\"name\":\"n\",\"id\":\"" + ID + "\"}");
    assertThat(BatchForm.of(event, false, BARE_EVENTS)).isNotNull();
  }

  @Test
  void bareEvents_leaveIdentifiesAndDevicesAlone() {
    for (Operation op :
        new Operation[] {
          Operations.track("PUT", "/api/v1/customers/5", "{}"),
          Operations.track("PUT", "/api/v1/customers/5/devices", "{\"device\":{\"id\":\"t\"}}"),
        }) {
      assertThat(single(op, BARE_EVENTS)).isEqualTo(single(op, Rules.DEFAULT));
      assertThat(single(op, BARE_EVENTS)).contains("" + Operations.CAPTURED_SECOND);
    }
  }

  private static String single(Operation op, Rules rules) {
    return text(SingleForm.of(op, true, rules).body());
  }

  private static String batched(Operation op, Rules rules) {
    return text(BatchForm.of(op, true, rules).json());
  }
}
