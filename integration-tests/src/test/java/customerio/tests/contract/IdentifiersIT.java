package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.StatusFault;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.PersonView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is meant. Alone, a call keeps its path byte for byte; in a batch the path has become an
 * identifier, whose kind Customer.io would have told from its shape.
 */
class IdentifiersIT {
  @RegisterExtension static final Application application = Application.with();

  private final Workspace shop = application.workspace();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "a%2Fb, '{\"id\":\"a/b\"}'",
        "a%20b, '{\"id\":\"a b\"}'",
        "a%40b.co, '{\"email\":\"a@b.co\"}'",
        "a@b.co, '{\"email\":\"a@b.co\"}'",
        "a%2Bc%40b.co, '{\"email\":\"a+c@b.co\"}'",
        "a+b, '{\"id\":\"a+b\"}'",
        "100%25, '{\"id\":\"100%\"}'",
        "%C3%BC, '{\"id\":\"\u00fc\"}'",
        "%F0%9F%99%82, '{\"id\":\"\ud83d\ude42\"}'",
        "cio_03000001, '{\"cio_id\":\"03000001\"}'"
      })
  void C16_idOfAnyShape_isTheSamePersonAloneAndInABatch(String raw, String identifiers)
      throws Exception {
    shop.proven();
    shop.identify(raw, Said.identify("plan", "a"));
    assertThat(shop.sent())
        .containsExactly("PUT /api/v1/customers/" + raw + ' ' + Said.identify("plan", "a"));

    shop.together(
        raw,
        () -> {
          assertThat(shop.event(raw, Said.event(1))).isEqualTo(Reply.QUEUED);
          assertThat(shop.identify(raw, Said.identify("plan", "b"))).isEqualTo(Reply.QUEUED);
        });

    assertThat(shop.sent())
        .last()
        .isEqualTo(
            Said.batch(
                Said.eventItem(identifiers, 1), Said.identifyItem(identifiers, "plan", "b")));
  }

  @Test
  void C17_deviceToken_isDecodedOnceAloneAndInABatch() throws Exception {
    String path = "/api/v1/customers/p/devices/tok%2F%20%252B%C3%BC";
    shop.proven();
    shop.track("DELETE", path, null);
    assertThat(shop.sent()).containsExactly("DELETE " + path);

    shop.together(
        "p",
        () -> {
          shop.track("DELETE", path, null);
          shop.event("p", Said.event(1));
        });

    assertThat(shop.sent())
        .last()
        .isEqualTo(
            Said.batch(
                "{\"type\":\"person\",\"identifiers\":{\"id\":\"p\"},\"action\":\"delete_device\","
                    + "\"device\":{\"token\":\"tok/ %2B\u00fc\"}}",
                Said.eventItem(Said.id("p"), 1)));
  }

  @Test
  void C18_blankAnonymousId_isAnInvitationAndGoesAsItIs() throws Exception {
    String invitation =
        "{\"anonymous_id\":\"\",\"name\":\"invite\",\"id\":\""
            + Said.ulid(1)
            + "\",\"timestamp\":1700000000,\"data\":{\"recipient\":\"a@b.co\"}}";
    shop.proven();

    assertThat(shop.track("POST", "/api/v1/events", invitation)).isEqualTo(Reply.QUEUED);

    assertThat(shop.sent()).containsExactly("POST /api/v1/events " + invitation);
    assertThat(shop.ledger()).containsExactly("event null invite applied");
  }

  @ParameterizedTest
  @CsvSource({
    "id,id", "id,email", "id,cio_id",
    "email,id", "email,email", "email,cio_id",
    "cio_id,id", "cio_id,email", "cio_id,cio_id"
  })
  void C19_merge_keepsEveryPairOfKinds(String primary, String secondary) throws Exception {
    String merge =
        "{\"primary\":{\""
            + primary
            + "\":\"one@b.co\"},\"secondary\":{\""
            + secondary
            + "\":\"two@b.co\"}}";
    shop.proven();

    assertThat(shop.track("POST", "/api/v1/merge_customers", merge)).isEqualTo(Reply.QUEUED);

    assertThat(shop.sent()).containsExactly("POST /api/v1/merge_customers " + merge);
  }

  @ParameterizedTest
  @CsvSource({"1%2F, 2%20", "1%20, 2%2F"})
  void C25_escapesOfThePythonLibrary_stayAsTheyAre(String id, String device) throws Exception {
    shop.proven();

    shop.oneByOne(
        () -> shop.identify(id, Said.identify("plan", "a")),
        () -> shop.track("DELETE", "/api/v1/customers/" + id + "/devices/" + device, null),
        () -> shop.track("DELETE", "/api/v1/customers/" + id, null));

    assertThat(shop.sent())
        .containsExactly(
            "PUT /api/v1/customers/" + id + ' ' + Said.identify("plan", "a"),
            "DELETE /api/v1/customers/" + id + "/devices/" + device,
            "DELETE /api/v1/customers/" + id);
  }

  /** The Ruby library chooses among them before it calls; whoever sends them all is refused. */
  @Test
  void C32_severalIdentifiers_areLeftToCustomerio_oneIsQueued() throws Exception {
    shop.proven();
    String both = entity("{\"id\":\"1\",\"email\":\"a@b.co\"}");
    String one = entity("{\"cio_id\":\"03000001\"}");

    Reply refused = shop.track("POST", "/api/v2/entity", both);

    assertThat(refused)
        .isEqualTo(
            Reply.of(
                400,
                "{\"errors\":[{\"reason\":\"invalid\",\"field\":\"identifiers\",\"message\":"
                    + "\"identifiers must contain exactly one identifier\"}]}\n"));
    assertThat(shop.track("POST", "/api/v2/entity", one)).isEqualTo(Reply.QUEUED);
    assertThat(shop.sent()).containsExactly("POST /api/v2/entity " + one);
  }

  private static String entity(String identifiers) {
    return "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":"
        + identifiers
        + ",\"timestamp\":1700000000,\"attributes\":{\"plan\":\"a\"}}";
  }

  @Test
  void T01_emailInThePath_makesNoGhostById() throws Exception {
    shop.proven();

    shop.together(
        "a%40b.co",
        () -> {
          shop.identify("a%40b.co", Said.identify("plan", "a"));
          shop.event("a%40b.co", Said.event(1));
        });

    assertThat(shop.state().people().stream().map(PersonView::email))
        .containsExactlyInAnyOrder("a@b.co", null); // the other is the one who proved the key
    assertThat(shop.person(PersonKey.id("a@b.co"))).isNull();
    assertThat(shop.person(PersonKey.email("a@b.co")).attributes()).hasToString("{plan=\"a\"}");
  }

  /** In a workspace without e-mail identifiers {@code a@b.co} can be an id. */
  @Test
  void T01_itemRefusedForItsIdentifier_isSentOnceMoreAsItWasCalled() throws Exception {
    shop.proven();
    String refusal = "\"reason\":\"invalid\",\"field\":\"identifiers.email\",\"message\":\"no\"}";

    shop.together(
        "a%40b.co",
        () -> {
          shop.event("a%40b.co", Said.event(1));
          shop.event("a%40b.co", Said.event(2));
          application
              .simulator()
              .faults()
              .add(
                  FaultRule.named("ids only")
                      .path("/api/v2/batch")
                      .status(
                          new StatusFault(
                              207,
                              null,
                              "{\"errors\":[{\"batch_index\":0,"
                                  + refusal
                                  + ",{\"batch_index\":1,"
                                  + refusal
                                  + "]}")));
        });

    assertThat(shop.sent())
        .containsExactly(
            Said.batch(
                Said.eventItem(Said.email("a@b.co"), 1), Said.eventItem(Said.email("a@b.co"), 2)),
            "POST /api/v1/customers/a%40b.co/events " + Said.event(1),
            "POST /api/v1/customers/a%40b.co/events " + Said.event(2));
  }

  @Test
  void T02_cioId_losesItsPrefixInABatch() throws Exception {
    assertThat(identifiersInABatch("cio_03000001")).isEqualTo("{\"cio_id\":\"03000001\"}");
  }

  @Test
  void T03_phoneInThePath_isAnId() throws Exception {
    assertThat(identifiersInABatch("%2B14155552671")).isEqualTo("{\"id\":\"+14155552671\"}");
  }

  @ParameterizedTest
  @CsvSource({"a%252Fb, a%2Fb", "a+b, a+b"})
  void T04_path_isDecodedOnceAndPlusIsPlus(String raw, String id) throws Exception {
    assertThat(identifiersInABatch(raw)).isEqualTo(Said.id(id));
  }

  private String identifiersInABatch(String raw) throws Exception {
    shop.proven();
    shop.together(
        raw,
        () -> {
          shop.event(raw, Said.event(1));
          shop.event(raw, Said.event(2));
        });
    String batch = shop.sent().get(0);
    String identifiers =
        batch.substring(
            batch.indexOf("{\"", batch.indexOf("identifiers")), batch.indexOf("},") + 1);
    assertThat(batch)
        .isEqualTo(Said.batch(Said.eventItem(identifiers, 1), Said.eventItem(identifiers, 2)));
    return identifiers;
  }

  @Test
  void T05_idsDifferByCase_mailsShareTheirOrderAndKeepTheirSpelling() throws Exception {
    shop.proven();
    shop.oneByOne(
        () -> shop.identify("Bob", Said.identify("plan", "a")),
        () -> shop.identify("bob", Said.identify("plan", "b")));

    shop.together(
        "A%40x.co",
        () -> {
          shop.event("a%40x.co", Said.event(1));
          shop.event("A%40X.co", Said.event(2));
        });

    assertThat(shop.person(PersonKey.id("Bob")).attributes()).hasToString("{plan=\"a\"}");
    assertThat(shop.person(PersonKey.id("bob")).attributes()).hasToString("{plan=\"b\"}");
    assertThat(shop.person(PersonKey.email("A@x.co")).eventNames())
        .containsExactly("gate", "e1", "e2");
    assertThat(shop.sent())
        .last()
        .isEqualTo(
            Said.batch(
                Said.eventItem(Said.email("a@x.co"), 1), Said.eventItem(Said.email("A@X.co"), 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?id_type=email", "?id_type=cio_id"})
  void B04_kindOfASegmentsIds_staysInTheQuery(String query) throws Exception {
    String target = "/api/v1/segments/7/add_customers" + query;
    shop.proven();

    assertThat(shop.track("POST", target, "{\"ids\":[\"x\",\"y\"]}")).isEqualTo(Reply.QUEUED);

    assertThat(shop.sent()).isEqualTo(List.of("POST " + target + " {\"ids\":[\"x\",\"y\"]}"));
  }
}
