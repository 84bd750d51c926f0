package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import customerio.simulator.Json;
import customerio.simulator.http.RequestLog;
import customerio.simulator.state.PersonKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * In which order and under which date what was said arrives, and that nothing of it is taken for a
 * repetition that is none. Repeated identifies are looked for here, which is not the default.
 */
class OrderIT {
  @RegisterExtension
  static final Application application = Application.with("dedup.identify.window=5m");

  private final Workspace shop = application.workspace();

  @Test
  void T07_twoEqualPurchases_areTwoPurchases() throws Exception {
    String purchase = "{\"name\":\"purchase\",\"timestamp\":1700000000,\"data\":{\"sum\":9.90}}";
    shop.proven();

    assertThat(shop.event("p", purchase)).isEqualTo(Reply.QUEUED);
    assertThat(shop.event("p", purchase)).isEqualTo(Reply.QUEUED);

    assertThat(shop.ledger())
        .containsExactly("event id:p purchase applied", "event id:p purchase applied");
  }

  @Test
  void T07_sameEventUnderItsOwnUlid_isARepetition_withOtherContentItIsNot() throws Exception {
    shop.proven();

    shop.oneByOne(
        () -> shop.event("p", Said.event(1)),
        () -> assertThat(shop.event("p", Said.event(1))).isEqualTo(Reply.QUEUED),
        () -> shop.event("p", Said.event("e1", 1, "{\"n\":2}")));

    assertThat(shop.sent())
        .containsExactly(
            "POST /api/v1/customers/p/events " + Said.event(1),
            "POST /api/v1/customers/p/events " + Said.event("e1", 1, "{\"n\":2}"));
  }

  @Test
  void T08_identifyABA_thirdIsSent() throws Exception {
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.identify("p", Said.identify("plan", "a"));
          shop.identify("p", Said.identify("plan", "b"));
          shop.identify("p", Said.identify("plan", "a"));
        });

    assertThat(shop.sent())
        .containsExactly(
            Said.batch(
                Said.identifyItem(Said.id("p"), "plan", "a"),
                Said.identifyItem(Said.id("p"), "plan", "b"),
                Said.identifyItem(Said.id("p"), "plan", "a")));
  }

  /** So that the case above shows something. */
  @Test
  void T08_identifyAA_secondIsARepetition() throws Exception {
    shop.proven();

    shop.oneByOne(
        () -> shop.identify("p", Said.identify("plan", "a")),
        () -> assertThat(shop.identify("p", Said.identify("plan", "a"))).isEqualTo(Reply.QUEUED));

    assertThat(shop.sent())
        .containsExactly("PUT /api/v1/customers/p " + Said.identify("plan", "a"));
  }

  @Test
  void T09_identifyDeleteIdentify_allThreeInOrder() throws Exception {
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.identify("p", Said.identify("plan", "a"));
          shop.track("DELETE", "/api/v1/customers/p", null);
          shop.identify("p", Said.identify("plan", "a"));
        });

    assertThat(shop.ledger())
        .containsExactly("identify id:p applied", "delete id:p applied", "identify id:p applied");
    assertThat(shop.person(PersonKey.id("p")).attributes()).hasToString("{plan=\"a\"}");
  }

  /** Customer.io ignores a merge of somebody it does not know yet. */
  @Test
  void T10_mergeRightAfterBothIdentifies_findsBoth() throws Exception {
    String merge = "{\"primary\":{\"id\":\"p\"},\"secondary\":{\"email\":\"p@x.co\"}}";
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.identify("p", Said.identify("plan", "a"));
          shop.identify("p%40x.co", Said.identify("city", "b"));
          shop.track("POST", "/api/v1/merge_customers", merge);
          shop.event("p", Said.event(1));
        });

    List<String> ledger = shop.ledger();
    assertThat(ledger)
        .containsExactlyInAnyOrder(
            "identify id:p applied",
            "identify email:p@x.co applied",
            "merge id:p applied",
            "event id:p e1 applied");
    assertThat(ledger.subList(2, 4)).containsExactly("merge id:p applied", "event id:p e1 applied");
    assertThat(shop.sent())
        .filteredOn(line -> line.contains("merge"))
        .containsExactly("POST /api/v1/merge_customers " + merge);
    assertThat(new TreeMap<>(shop.person(PersonKey.id("p")).attributes()))
        .hasToString("{city=\"b\", plan=\"a\"}");
  }

  @Test
  void T11_identifyThatWaited_bearsTheSecondInWhichItWasSaid() throws Exception {
    Instant before = Instant.now();
    leaveBehind(() -> shop.identify("p", "{\"plan\":\"a\"}"));
    Instant after = Instant.now();

    assertThat(shop.arrivals()).hasSize(1);
    JsonNode stamped = delivered("/p");
    JsonNode second = stamped.path("_timestamp");
    assertThat(second.asLong()).isBetween(before.getEpochSecond(), after.getEpochSecond());
    assertThat(stamped).hasToString("{\"_timestamp\":" + second + ",\"plan\":\"a\"}");
  }

  @Test
  void T11_identifyThatWaited_keepsTheTimeThatItHas() throws Exception {
    leaveBehind(() -> shop.identify("p", Said.identify("plan", "a")));

    assertThat(shop.arrivals()).hasSize(1);
    assertThat(delivered("/p")).hasToString(Said.identify("plan", "a"));
  }

  /**
   * Of two in one second the later wins; with a stamp each, a fast clock could let one lose. What
   * leaves in a later second than it was said in has waited, so another is said then.
   */
  @Test
  void T11_identifyThatDidNotWait_isNotStamped() throws Exception {
    shop.proven();
    String person;
    long before;
    int number = 0;
    do {
      person = "p" + number++;
      before = Instant.now().getEpochSecond();
      shop.identify(person, "{\"plan\":\"a\"}");
      application.awaitDrained();
    } while (before != Instant.now().getEpochSecond() && number < 50);

    assertThat(shop.sent())
        .last()
        .isEqualTo("PUT /api/v1/customers/" + person + " {\"plan\":\"a\"}");
  }

  @Test
  void T12_eventThatWaited_bearsTheSecondInWhichItWasSaid_andOneIdForAllItsTries()
      throws Exception {
    Instant before = Instant.now();
    leaveBehind(() -> shop.event("p", "{\"name\":\"e\"}"));
    Instant after = Instant.now();

    assertThat(shop.arrivals()).hasSize(1);
    JsonNode body = delivered("/events");

    assertThat(body.path("timestamp").asLong())
        .isBetween(before.getEpochSecond(), after.getEpochSecond());
    assertThat(body.path("id").asText()).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    assertThat(body)
        .hasToString(
            "{\"id\":"
                + body.path("id")
                + ",\"timestamp\":"
                + body.path("timestamp")
                + ",\"name\":\"e\"}");
    assertThat(
            shop.requests(
                entry -> !isRead(entry) && !entry.bodyText().contains(body.path("id").asText())))
        .isEmpty();
  }

  /** Customer.io starts no campaign with an event of three days ago; here it is a millisecond. */
  @Test
  void T12_whatHasBecomeTooOld_isADeadLetterWithALine() throws Exception {
    leaveBehind(
        () -> {
          shop.event("p", Said.event(1));
          shop.event("p", Said.event(2));
        },
        "queue.max-age=1ms");

    application.awaitErrorLine("[customerio-agent] event ");
    assertThat(shop.ledger()).isEmpty();
    application.awaitCount("Rejected", 2);
    application.restart("queue.max-age=72h");
  }

  /** Said in an outage, in which the application is killed; it comes back with its key. */
  private void leaveBehind(Workspace.Calls calls, String... settings) throws Exception {
    shop.proven();
    shop.hold();
    calls.run();
    shop.awaitRequests(1, entry -> entry.answered().equals("503"));
    application.restart(settings);
    // wakes the agent; else it looks for what was left some seconds after its start
    assertThat(shop.track("GET", "/api/v1/accounts/region", null).status()).isEqualTo(503);
    application.awaitErrorLine("[customerio-agent] took over ");
    shop.release();
  }

  /** The body of the only call to such a path that Customer.io has taken. */
  private JsonNode delivered(String pathEnd) {
    return body(
        only(
            shop.requests(
                entry ->
                    entry.answered().equals("200") && entry.request().path().endsWith(pathEnd))));
  }

  private static boolean isRead(RequestLog.Entry entry) {
    return entry.request().method().equals("GET");
  }

  private static JsonNode body(RequestLog.Entry entry) {
    return Objects.requireNonNull(Json.parse(entry.request().body()));
  }

  private static <T> T only(List<T> all) {
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
