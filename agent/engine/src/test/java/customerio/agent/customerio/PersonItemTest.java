package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.CAPTURED_SECOND;
import static customerio.agent.customerio.Operations.ID;
import static customerio.agent.customerio.Operations.track;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each line of the table "v1 call → v2 item". */
class PersonItemTest {

  @Nested
  class Identify {

    @Test
    void attributes_areTheBodyAsItStands() {
      assertThat(
              item("PUT", "/api/v1/customers/5", "{ \"plan\" : \"pro\", \"n\":1.10,\"x\":null }"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"identify\","
                  + "\"attributes\":{ \"plan\" : \"pro\", \"n\":1.10,\"x\":null }}");
    }

    @Test
    void timestamp_movesUp() {
      assertThat(item("PUT", "/api/v1/customers/5", "{\"a\":1,\"_timestamp\":1700000000,\"b\":2}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"identify\","
                  + "\"timestamp\":1700000000,\"attributes\":{\"a\":1,\"b\":2}}");
    }

    @Test
    void update_anonymousIdAndOtherIdentifiers_stayAttributes() {
      String body =
          "{\"_update\":true,\"id\":\"5\",\"email\":\"a@b.co\",\"anonymous_id\":\"x\","
              + "\"created_at\":1}";
      assertThat(item("PUT", "/api/v1/customers/a%40b.co", body))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"email\":\"a@b.co\"},"
                  + "\"action\":\"identify\",\"attributes\":"
                  + body
                  + "}");
    }

    @Test
    void withoutBody_hasNoAttributes() {
      assertThat(item("PUT", "/api/v1/customers/5", ""))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"identify\","
                  + "\"attributes\":{}}");
    }

    @Test
    void delayed_isDatedAtCapture() {
      assertThat(delayed("PUT", "/api/v1/customers/5", "{\"a\":1}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"identify\","
                  + "\"timestamp\":"
                  + CAPTURED_SECOND
                  + ",\"attributes\":{\"a\":1}}");
    }

    @Test
    void delayedWithItsOwnTime_keepsIt() {
      String body = "{\"_timestamp\":3,\"a\":1}";
      assertThat(delayed("PUT", "/api/v1/customers/5", body))
          .isEqualTo(item("PUT", "/api/v1/customers/5", body));
    }

    @Test
    void addedRelationships_becomeTheBareArray() {
      assertThat(
              item(
                  "PUT",
                  "/api/v1/customers/5",
                  "{\"a\":1,\"cio_relationships\":{\"action\":\"add_relationships\","
                      + "\"relationships\":[{\"identifiers\":{\"object_type_id\":\"1\"}}]}}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"identify\","
                  + "\"cio_relationships\":[{\"identifiers\":{\"object_type_id\":\"1\"}}],"
                  + "\"attributes\":{\"a\":1}}");
    }

    @Test
    void whatHasNoExactForm_goesAlone() {
      for (String body :
          new String[] {
            "{\"cio_relationships\":{\"action\":\"delete_relationships\",\"relationships\":[]}}",
            "{\"cio_relationships\":[]}",
            "{\"cio_relationships\":{\"action\":\"add_relationships\"}}",
            "{\"cio_relationships\":{\"action\":\"add_relationships\",\"relationships\":[],"
                + "\"x\":1}}",
            "{\"_timestamp\":\"1700000000\"}",
            "{\"_timestamp\":1.5}",
            "{\"_timestamp\":null}",
            "{\"a\":1,\"a\":2}",
            "[]",
            "{\"a\":1} x",
          }) {
        assertThat(item("PUT", "/api/v1/customers/5", body)).as(body).isNull();
      }
    }
  }

  @Nested
  class Event {

    @Test
    void plain_hasItsDataAsAttributesAndTheOperationsId() {
      assertThat(
              item(
                  "POST",
                  "/api/v1/customers/5/events",
                  "{\"name\":\"pur\\u0063hase\",\"data\":{\"price\": 1.10}}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"event\","
                  + "\"name\":\"pur\\u0063hase\",\"id\":\""
                  + ID
                  + "\",\"attributes\":{\"price\": 1.10}}");
    }

    @Test
    void pageAndScreen_areActionsOfTheirOwn() {
      for (String type : new String[] {"page", "screen", "event"}) {
        assertThat(
                item(
                    "POST",
                    "/api/v1/customers/5/events",
                    "{\"type\":\"" + type + "\",\"name\":\"n\",\"id\":\"" + ID + "\"}"))
            .isEqualTo(
                "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\""
                    + type
                    + "\",\"id\":\""
                    + ID
                    + "\",\"name\":\"n\"}");
      }
    }

    @Test
    void nullData_isLeftOut() {
      assertThat(
              item(
                  "POST",
                  "/api/v1/customers/5/events",
                  "{\"name\":\"n\",\"data\":null,\"id\":\"" + ID + "\",\"timestamp\":7}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"event\",\"id\":\""
                  + ID
                  + "\",\"name\":\"n\",\"timestamp\":7}");
    }

    @Test
    void delayed_isDatedAtCapture() {
      assertThat(delayed("POST", "/api/v1/customers/5/events", "{\"name\":\"n\"}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"event\","
                  + "\"name\":\"n\",\"id\":\""
                  + ID
                  + "\",\"timestamp\":"
                  + CAPTURED_SECOND
                  + "}");
    }

    @Test
    void whatHasNoExactForm_goesAlone() {
      for (String body :
          new String[] {
            "{\"name\":\"n\",\"surprise\":1}",
            "{\"name\":\"n\",\"anonymous_id\":\"x\"}",
            "{\"name\":\"n\",\"id\":\"order-7\"}",
            "{\"name\":\"n\",\"id\":null}",
            "{\"name\":\"n\",\"type\":\"other\"}",
            "{\"name\":\"n\",\"type\":null}",
            "{\"name\":\"n\",\"timestamp\":\"7\"}",
            "{\"name\":\"n\",\"timestamp\":null}",
            "{\"name\":\"n\",\"data\":[]}",
            "{\"name\":\"n\",\"name\":\"m\"}",
          }) {
        assertThat(item("POST", "/api/v1/customers/5/events", body)).as(body).isNull();
      }
    }
  }

  @Nested
  class Devices {

    @Test
    void idBecomesToken_theRestStays() {
      assertThat(
              item(
                  "PUT",
                  "/api/v1/customers/5/devices",
                  "{\"device\":{ \"platform\":\"ios\" , \"id\" : \"t\", \"attributes\":{}}}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"add_device\","
                  + "\"device\":{ \"platform\":\"ios\" , \"token\":\"t\", \"attributes\":{}}}");
    }

    @Test
    void delayedWithoutLastUsed_wasUsedAtCapture() {
      assertThat(
              delayed(
                  "PUT",
                  "/api/v1/customers/5/devices",
                  "{\"device\":{\"id\":\"t\",\"platform\":\"ios\"}}"))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"add_device\","
                  + "\"device\":{\"last_used\":"
                  + CAPTURED_SECOND
                  + ",\"token\":\"t\",\"platform\":\"ios\"}}");
    }

    @Test
    void deletion_namesTheDecodedToken() {
      assertThat(item("DELETE", "/api/v1/customers/5/devices/2%20%22", ""))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"delete_device\","
                  + "\"device\":{\"token\":\"2 \\\"\"}}");
    }

    @Test
    void whatHasNoExactForm_goesAlone() {
      for (String body :
          new String[] {
            "{\"device\":{\"id\":\"t\",\"platform\":\"ios\",\"token\":\"u\"}}",
            "{\"device\":{\"id\":7,\"platform\":\"ios\"}}",
            "{\"device\":{\"id\":\"t\",\"id\":\"u\",\"platform\":\"ios\"}}",
            "{\"device\":{\"id\":\"t\",\"platform\":\"ios\"},\"x\":1}",
            "{\"device\":\"t\"}",
          }) {
        assertThat(item("PUT", "/api/v1/customers/5/devices", body)).as(body).isNull();
      }
    }
  }

  @Test
  void deletionAndSuppression_needNoBodyAndIgnoreOne() {
    for (String body : new String[] {"", "{}", "nonsense"}) {
      assertThat(item("DELETE", "/api/v1/customers/cio_03", body))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"cio_id\":\"03\"},\"action\":\"delete\"}");
      assertThat(item("POST", "/api/v1/customers/5/suppress", body))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"suppress\"}");
      assertThat(item("POST", "/api/v1/customers/5/unsuppress", body))
          .isEqualTo(
              "{\"type\":\"person\",\"identifiers\":{\"id\":\"5\"},\"action\":\"unsuppress\"}");
    }
  }

  @Test
  void somebodyWhoMayOrMayNotBeAnAddress_goesAlone() {
    assertThat(item("PUT", "/api/v1/customers/root%40localhost", "{}")).isNull();
    assertThat(item("DELETE", "/api/v1/customers/%22a%20b%22%40c.de", "")).isNull();
  }

  private static String item(String method, String target, String body) {
    return text(BatchForm.of(track(method, target, body), false, Rules.DEFAULT));
  }

  private static String delayed(String method, String target, String body) {
    return text(BatchForm.of(track(method, target, body), true, Rules.DEFAULT));
  }

  private static String text(BatchItem item) {
    return item == null ? null : Operations.text(item.json());
  }
}
