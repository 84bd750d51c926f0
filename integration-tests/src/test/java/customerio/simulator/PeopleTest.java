package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.state.PersonKey;
import customerio.simulator.state.PersonView;
import customerio.simulator.state.Result;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is meant, who becomes whom, and whose attributes win. */
class PeopleTest {

  private static final PersonKey BOB = PersonKey.id("bob");

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @Test
  void identify_createsAndUpdates() {
    identify("bob", "{\"plan\":\"a\",\"n\":1.10}");
    identify("bob", "{\"plan\":\"b\"}");

    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"b\"", "n", "1.10"));
    assertThat(simulator.get().state().workspace("shop").people()).hasSize(1);
  }

  @Test
  void ids_tellCaseApart_mailsDoNot() {
    identify("bob", "{}");
    identify("Bob", "{}");
    identify("A@x.co", "{}");
    identify("a@X.co", "{}");

    assertThat(simulator.get().state().workspace("shop").people())
        .extracting(PersonView::key)
        .containsExactly("id:bob", "id:Bob", "email:A@x.co");
  }

  @Test
  void newIdWithKnownMail_isANewNameOfTheKnownPerson() {
    identify("a@x.co", "{\"plan\":\"a\"}");
    identify("bob", "{\"email\":\"A@x.co\"}");

    PersonView person = simulator.person(BOB);
    assertThat(person.email()).isEqualTo("A@x.co");
    assertThat(person.attributes()).containsOnlyKeys("plan", "email");
    assertThat(simulator.get().state().workspace("shop").people()).hasSize(1);
  }

  @Test
  void mailOfSomebodyElse_200AndAttributeUpdateFailure() {
    identify("ann", "{\"email\":\"a@x.co\"}");
    identify("bob", "{}");
    identify("bob", "{\"email\":\"a@x.co\",\"plan\":\"p\"}");

    assertThat(simulator.lastArrival().outcome().reason())
        .isEqualTo("attribute update failure: email");
    assertThat(simulator.person(BOB).email()).isNull();
    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"p\""));
  }

  @Test
  void idThatIsSet_changesOnlyByCioId() {
    identify("bob", "{}");
    String cioId = simulator.person(BOB).cioId();

    identify("bob", "{\"id\":\"rob\"}");
    assertThat(simulator.person(PersonKey.id("rob"))).isNull();

    identify("cio_" + cioId, "{\"id\":\"rob\"}");
    assertThat(simulator.person(PersonKey.id("rob")).cioId()).isEqualTo(cioId);
    assertThat(simulator.person(BOB)).isNull();
  }

  @Test
  void unknownCioId_isIgnored() {
    assertThat(identify("cio_99", "{}")).isEqualTo(Result.IGNORED);
    assertThat(event("cio_99", "a")).isEqualTo(Result.IGNORED);
    assertThat(simulator.get().state().workspace("shop").people()).isEmpty();
  }

  @Test
  void updateOnly_createsNobody() {
    assertThat(identify("bob", "{\"_update\":true}")).isEqualTo(Result.IGNORED);

    identify("bob", "{}");
    assertThat(identify("bob", "{\"_update\":true,\"plan\":\"p\"}")).isEqualTo(Result.APPLIED);
    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"p\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void nullOrEmpty_removesTheAttribute(String nothing) {
    identify("bob", "{\"plan\":\"p\"}");
    identify("bob", "{\"plan\":" + nothing + "}");

    assertThat(attributes(BOB)).isEmpty();
  }

  @Test
  void olderTimestamp_loses_attributeByAttribute() {
    identify("bob", "{\"plan\":\"new\",\"_timestamp\":1000}");
    identify("bob", "{\"plan\":\"old\",\"city\":\"x\",\"_timestamp\":999}");

    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"new\"", "city", "\"x\""));
    assertThat(simulator.person(BOB).timestamps()).isEqualTo(Map.of("plan", 1000L, "city", 999L));
    assertThat(simulator.lastArrival().result()).isEqualTo(Result.APPLIED);
  }

  @Test
  void olderTimestampThroughout_isIgnoredWith200() {
    identify("bob", "{\"plan\":\"new\",\"_timestamp\":1000}");
    String item =
        "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"bob\"},"
            + "\"attributes\":{\"plan\":\"old\"},\"timestamp\":999}";

    assertThat(simulator.batch(item).statusCode()).isEqualTo(200);
    assertThat(simulator.lastArrival().result()).isEqualTo(Result.IGNORED);
    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"new\""));
  }

  @Test
  void equalTimestamp_theLaterArrivalWins() {
    identify("bob", "{\"plan\":\"a\",\"_timestamp\":1000}");
    identify("bob", "{\"plan\":\"b\",\"_timestamp\":1000}");

    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"b\""));
  }

  @Test
  void withoutTimestamp_theArrivalCounts() {
    identify("bob", "{\"plan\":\"a\"}");
    simulator.clock.set(1_700_000_100);
    identify("bob", "{\"plan\":\"late\",\"_timestamp\":1699999999}");

    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"a\""));
    assertThat(simulator.person(BOB).timestamps()).isEqualTo(Map.of("plan", 1_700_000_000L));
  }

  /** A clock that runs ahead makes later writes of others look old. */
  @Test
  void timestampInTheFuture_hidesLaterWrites() {
    identify("bob", "{\"plan\":\"future\",\"_timestamp\":1700003600}");

    assertThat(identify("bob", "{\"plan\":\"now\"}")).isEqualTo(Result.IGNORED);
  }

  @Test
  void removal_isNotUndoneByAnOlderWrite() {
    identify("bob", "{\"plan\":\"a\",\"_timestamp\":1}");
    identify("bob", "{\"plan\":null,\"_timestamp\":3}");
    identify("bob", "{\"plan\":\"b\",\"_timestamp\":2}");

    assertThat(attributes(BOB)).isEmpty();
  }

  @Test
  void delete_thenIdentify_isANewPerson() {
    identify("bob", "{\"plan\":\"a\"}");
    String before = simulator.person(BOB).cioId();
    simulator.track("DELETE", "/api/v1/customers/bob", "{}");
    assertThat(simulator.person(BOB)).isNull();

    identify("bob", "{}");
    assertThat(simulator.person(BOB).cioId()).isNotEqualTo(before);
    assertThat(attributes(BOB)).isEmpty();
  }

  @Test
  void delete_ofNobody_200AndIgnored() {
    assertThat(simulator.track("DELETE", "/api/v1/customers/bob", "").statusCode()).isEqualTo(200);
    assertThat(simulator.lastArrival().result()).isEqualTo(Result.IGNORED);
  }

  @Test
  void suppressed_everyIdentifierIsIgnoredWith200_untilUnsuppressed() {
    identify("bob", "{\"email\":\"b@x.co\"}");
    simulator.track("POST", "/api/v1/customers/bob/suppress", "{}");

    assertThat(simulator.person(BOB)).isNull();
    assertThat(identify("bob", "{}")).isEqualTo(Result.IGNORED);
    assertThat(identify("B@x.co", "{}")).isEqualTo(Result.IGNORED);
    assertThat(event("bob", "a")).isEqualTo(Result.IGNORED);
    assertThat(simulator.get().state().workspace("shop").suppressed())
        .containsExactly("email:b@x.co", "id:bob");

    simulator.track("POST", "/api/v1/customers/b@x.co/unsuppress", "{}");
    assertThat(identify("bob", "{}")).isEqualTo(Result.APPLIED);
    assertThat(simulator.person(BOB).events()).isEmpty();
  }

  @Test
  void suppressedMail_isNotGivenToAnother() {
    identify("bob", "{\"email\":\"b@x.co\"}");
    simulator.track("POST", "/api/v1/customers/bob/suppress", "{}");
    identify("ann", "{\"email\":\"b@x.co\"}");

    assertThat(simulator.person(PersonKey.id("ann")).email()).isNull();
  }

  @Test
  void merge_movesWhatIsMissing_andRemovesTheSecondary() {
    identify("bob", "{\"plan\":\"p\"}");
    event("bob", "a");
    identify("rob", "{\"plan\":\"q\",\"city\":\"x\"}");
    event("rob", "b");
    merge("bob", "rob");

    assertThat(attributes(BOB)).isEqualTo(Map.of("plan", "\"p\"", "city", "\"x\""));
    assertThat(simulator.person(BOB).eventNames()).containsExactly("a", "b");
    assertThat(simulator.person(PersonKey.id("rob"))).isNull();
  }

  @Test
  void merge_withoutThePrimary_doesNothing() {
    identify("rob", "{}");
    merge("bob", "rob");

    assertThat(simulator.lastArrival().result()).isEqualTo(Result.IGNORED);
    assertThat(simulator.person(PersonKey.id("rob"))).isNotNull();
  }

  @Test
  void devices_areTheSameByV1AndV2() {
    simulator.track(
        "PUT",
        "/api/v1/customers/bob/devices",
        "{\"device\":{\"id\":\"t\",\"platform\":\"ios\",\"last_used\":5}}");
    Map<String, ?> byV1 = simulator.person(BOB).devices();
    simulator.batch(
        "{\"type\":\"person\",\"action\":\"add_device\",\"identifiers\":{\"id\":\"bob\"},"
            + "\"device\":{\"token\":\"t\",\"platform\":\"ios\",\"last_used\":5}}");

    assertThat(byV1).isEqualTo(simulator.person(BOB).devices()).hasSize(1);
    simulator.track("DELETE", "/api/v1/customers/bob/devices/t", "");
    assertThat(simulator.person(BOB).devices()).isEmpty();
  }

  @Test
  void device_belongsToTheLastUser() {
    String device = "{\"device\":{\"id\":\"t\",\"platform\":\"ios\"}}";
    simulator.track("PUT", "/api/v1/customers/ann/devices", device);
    simulator.track("PUT", "/api/v1/customers/bob/devices", device);

    assertThat(simulator.person(PersonKey.id("ann")).devices()).isEmpty();
    assertThat(simulator.person(BOB).devices()).containsOnlyKeys("t");
  }

  @Test
  void relationships_comeAndGoWithIdentify() {
    String relationships =
        "{\"cio_relationships\":{\"action\":\"%s_relationships\",\"relationships\":["
            + "{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"},"
            + "\"relationship_attributes\":{\"role\":\"admin\"}}]}}";

    identify("bob", String.format(relationships, "add"));
    assertThat(simulator.person(BOB).relationships()).containsOnlyKeys("1/acme");
    assertThat(simulator.person(BOB).relationships().get("1/acme").path("role").asText())
        .isEqualTo("admin");

    identify("bob", String.format(relationships, "delete"));
    assertThat(simulator.person(BOB).relationships()).isEmpty();
    assertThat(attributes(BOB)).isEmpty();
  }

  /** Relationships must not create whom {@code _update} would not. */
  @Test
  void relationshipsOfAnUpdateOnly_createNobody() {
    String relationship = "{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}}";
    identify(
        "bob",
        "{\"_update\":true,\"cio_relationships\":{\"action\":\"add_relationships\","
            + "\"relationships\":["
            + relationship
            + "]}}");
    simulator.batch(
        "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"bob\"},"
            + "\"attributes\":{\"_update\":true},\"cio_relationships\":["
            + relationship
            + "]}");

    assertThat(simulator.person(BOB)).isNull();
  }

  @Test
  void objects_relateToPeopleFromTheirSide() {
    String object =
        "\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}";
    String bob = "\"cio_relationships\":[{\"identifiers\":{\"id\":\"bob\"}}]";
    simulator.batch(
        "{" + object + ",\"action\":\"identify\",\"attributes\":{\"seats\":5}," + bob + "}");
    assertThat(simulator.person(BOB).relationships()).containsOnlyKeys("1/acme");

    simulator.batch("{" + object + ",\"action\":\"delete_relationships\"," + bob + "}");
    assertThat(simulator.person(BOB).relationships()).isEmpty();

    simulator.batch("{" + object + ",\"action\":\"add_relationships\"," + bob + "}");
    simulator.batch("{" + object + ",\"action\":\"delete\"}");
    assertThat(simulator.person(BOB).relationships()).isEmpty();
    assertThat(simulator.get().state().workspace("shop").objects()).isEmpty();
  }

  @Test
  void segments_knowOnlyWhoExists() {
    identify("bob", "{}");
    simulator.track("POST", "/api/v1/segments/7/add_customers", "{\"ids\":[\"bob\",\"ann\"]}");

    assertThat(simulator.person(BOB).segments()).containsExactly("7");
    assertThat(simulator.person(PersonKey.id("ann"))).isNull();

    simulator.track("POST", "/api/v1/segments/7/remove_customers", "{\"ids\":[\"bob\"]}");
    assertThat(simulator.person(BOB).segments()).isEmpty();
  }

  @Test
  void form_identifies() {
    simulator.track(
        "POST", "/api/v1/forms/f/submit", "{\"data\":{\"email\":\"a@x.co\",\"plan\":\"p\"}}");

    assertThat(attributes(PersonKey.email("a@x.co"))).containsEntry("plan", "\"p\"");
    assertThat(simulator.lastArrival().name()).isEqualTo("f");
  }

  private Result identify(String segment, String body) {
    assertThat(simulator.track("PUT", "/api/v1/customers/" + segment, body).statusCode())
        .isEqualTo(200);
    return simulator.lastArrival().result();
  }

  private Result event(String segment, String name) {
    simulator.track(
        "POST", "/api/v1/customers/" + segment + "/events", "{\"name\":\"" + name + "\"}");
    return simulator.lastArrival().result();
  }

  private void merge(String primary, String secondary) {
    simulator.track(
        "POST",
        "/api/v1/merge_customers",
        "{\"primary\":{\"id\":\"" + primary + "\"},\"secondary\":{\"id\":\"" + secondary + "\"}}");
  }

  /** JSON texts by name. */
  private Map<String, String> attributes(PersonKey key) {
    Map<String, String> texts = new TreeMap<>();
    simulator.person(key).attributes().forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }
}
