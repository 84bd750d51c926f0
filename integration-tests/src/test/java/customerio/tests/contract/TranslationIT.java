package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.state.PersonKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Track v1 calls whose form in a v2 batch is another, and those that have none. */
class TranslationIT {
  @RegisterExtension static final Application application = Application.with();

  private static final String RELATED =
      "[{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"},"
          + "\"relationship_attributes\":{\"role\":\"x\"}}]";

  private final Workspace shop = application.workspace();

  @Test
  void B01_relationships_areAddedInABatchAndDeletedAlone() throws Exception {
    String added = related("add_relationships");
    String deleted = related("delete_relationships");
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.event("p", Said.event(1));
          shop.identify("p", added);
          shop.identify("p", deleted);
          shop.event("p", Said.event(2));
        });

    assertThat(shop.sent())
        .containsExactly(
            Said.batch(
                Said.eventItem(Said.id("p"), 1),
                "{\"type\":\"person\",\"identifiers\":{\"id\":\"p\"},\"action\":\"identify\","
                    + "\"timestamp\":1700000000,\"cio_relationships\":"
                    + RELATED
                    + ",\"attributes\":{\"plan\":\"a\"}}"),
            "PUT /api/v1/customers/p " + deleted,
            "POST /api/v1/customers/p/events " + Said.event(2));
    assertThat(shop.person(PersonKey.id("p")).relationships()).isEmpty();
  }

  private static String related(String action) {
    return "{\"plan\":\"a\",\"_timestamp\":1700000000,\"cio_relationships\":{\"action\":\""
        + action
        + "\",\"relationships\":"
        + RELATED
        + "}}";
  }

  @Test
  void B02_deviceId_isTheTokenInABatch() throws Exception {
    String device =
        "\"platform\":\"ios\",\"last_used\":1700000000,\"attributes\":{\"app_version\":\"1.10\"}}";
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.event("p", Said.event(1));
          shop.track(
              "PUT", "/api/v1/customers/p/devices", "{\"device\":{\"id\":\"t/1\"," + device + "}");
        });

    assertThat(shop.sent())
        .containsExactly(
            Said.batch(
                Said.eventItem(Said.id("p"), 1),
                "{\"type\":\"person\",\"identifiers\":{\"id\":\"p\"},\"action\":\"add_device\","
                    + "\"device\":{\"token\":\"t/1\","
                    + device
                    + "}"));
    assertThat(shop.person(PersonKey.id("p")).devices()).hasToString("{t/1={" + device + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/push/events", "/push/events"})
  void B03_pushEvents_goWhereTheyWereSent_alsoWhereTheRubyLibrarySendsThem(String path)
      throws Exception {
    String report =
        "{\"delivery_id\":\"d\",\"event\":\"opened\",\"device_id\":\"t\",\"timestamp\":1700000000}";
    shop.proven();

    assertThat(shop.track("POST", path, report)).isEqualTo(Reply.QUEUED);

    assertThat(shop.sent()).containsExactly("POST " + path + ' ' + report);
  }

  @Test
  void B08_invitation_hasNoFormInABatch_andNamesNobody() throws Exception {
    String invitation =
        "{\"name\":\"invite\",\"id\":\""
            + Said.ulid(1)
            + "\",\"timestamp\":1700000000,\"data\":{\"recipient\":\"a@b.co\",\"from\":\"p\"}}";
    shop.proven();

    shop.oneByOne(
        () -> assertThat(shop.track("POST", "/api/v1/events", invitation)).isEqualTo(Reply.QUEUED));

    assertThat(shop.sent()).containsExactly("POST /api/v1/events " + invitation);
    assertThat(shop.person(PersonKey.email("a@b.co"))).isNull();
  }
}
