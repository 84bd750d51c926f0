package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.state.PersonKey;
import customerio.tests.differential.client.Ask;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The libraries refuse a call that is wrong before they make it. The agent leaves it to
 * Customer.io, so that the application sees the error that it would have seen.
 *
 * <p>C28: libraries make JSON of the language's values; the agent gets JSON, and touches none of
 * it.
 *
 * <p>C33: the Ruby library lets only whole seconds pass. Here the application's own times pass as
 * they are, and what the agent adds are seconds; see {@link OrderIT}.
 */
class BadInputIT {
  @RegisterExtension static final Application application = Application.with();

  private final Workspace shop = application.workspace();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /api/v1/customers/          | {\"a\":1} | 404",
        "PUT    | /api/v1/customers/%FF       | {\"a\":1} | 400",
        "PUT    | /api/v1/customers/p         | {\"a\":   | 400",
        "PUT    | /api/v1/customers/p         | [1]       | 400",
        "POST   | /api/v1/customers/p/events  | {}        | 400",
        "POST   | /api/v1/customers/p/events  | {\"name\":\"\"} | 400",
        "POST   | /api/v1/customers/p/events  | {\"name\":7}    | 400",
        "POST   | /api/v1/events              | {\"data\":{}}  | 400",
        "PUT    | /api/v1/customers/p/devices | {\"device\":{\"platform\":\"ios\"}} | 400",
        "PUT    | /api/v1/customers/p/devices | {\"device\":{\"id\":\"t\"}} | 400",
        "POST   | /api/v1/merge_customers     | {\"primary\":{\"id\":\"p\"}} | 400",
        "POST   | /api/v2/entity              | {\"type\":\"person\"} | 400",
        "POST   | /api/v1/nowhere             | {}        | 404",
        "PATCH  | /api/v1/customers/p         | {}        | 405",
      })
  void C20_callThatIsWrong_getsCustomeriosOwnError(
      String method, String target, String body, int status) throws Exception {
    shop.proven();
    long accepted = application.count("Accepted");

    Reply reply = shop.track(method, target, body);

    assertThat(reply).isEqualTo(Reply.of(status, reply.body()));
    assertThat(reply.body()).contains("\"error");
    assertThat(application.count("Accepted")).isEqualTo(accepted);
    assertThat(shop.tried()).containsExactly(method + ' ' + target + ' ' + body + " → " + status);
  }

  @ParameterizedTest
  @CsvSource({"150, 200, true", "151, 400, false"})
  void C20_identifier_mayHave150Bytes(int bytes, int status, boolean queued) throws Exception {
    String person = "x".repeat(bytes - 2) + "%C3%BC";
    shop.proven();

    Reply reply = shop.identify(person, Said.identify("plan", "a"));

    assertThat(reply).isEqualTo(new Reply(status, reply.body(), queued, null));
  }

  @Test
  void C20_callWithoutCredential_isTheApplicationsOwn() throws Exception {
    shop.proven();
    long passed = application.count("PassedThrough");
    String url = application.simulator().uri(Family.TRACK, Region.US) + "/api/v1/customers/p";

    Reply reply =
        shop.send(
            new Ask(
                "PUT",
                url,
                Map.of(),
                "{}".getBytes(StandardCharsets.UTF_8),
                Ask.Framing.BUFFERED,
                0));

    assertThat(reply).isEqualTo(Reply.of(401, "{\"meta\":{\"error\":\"unauthorized\"}}\n"));
    assertThat(application.count("PassedThrough")).isEqualTo(passed + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "'a'", "undefined", "01", "1."})
  void C28_whatIsNoJson_isRefusedByCustomerio(String value) throws Exception {
    shop.proven();

    Reply reply = shop.identify("p", "{\"at\":" + value + "}");

    assertThat(reply).isEqualTo(Reply.of(400, "{\"meta\":{\"error\":\"malformed JSON\"}}\n"));
  }

  @Test
  void C28_dates_stayTheTextThatTheyAre() throws Exception {
    String data = "{\"at\":\"2026-02-30T25:61:00+99:00\",\"since\":1.7e9}";
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.event("p", Said.event("e1", 1, data));
          shop.event("p", Said.event("e2", 2, data));
        });

    assertThat(shop.sent())
        .containsExactly(
            Said.batch(
                Said.eventItem(Said.id("p"), "e1", 1, data),
                Said.eventItem(Said.id("p"), "e2", 2, data)));
  }

  /** Nothing says that Customer.io refuses it, so it is queued; alone, as it is no item. */
  @ParameterizedTest
  @ValueSource(strings = {"\"1700000000\"", "1700000000.5", "null"})
  void C33_timeThatIsNoWholeNumber_goesAloneAndHurtsNobody(String time) throws Exception {
    String odd = "{\"name\":\"odd\",\"id\":\"" + Said.ulid(3) + "\",\"timestamp\":" + time + "}";
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.event("p", Said.event(1));
          shop.event("p", Said.event(2));
          assertThat(shop.event("p", odd)).isEqualTo(Reply.QUEUED);
          shop.event("p", Said.event(4));
          shop.event("p", Said.event(5));
        });

    int status = time.equals("null") ? 200 : 400;
    assertThat(shop.tried())
        .filteredOn(line -> !line.endsWith("503"))
        .containsExactly(
            Said.batch(Said.eventItem(Said.id("p"), 1), Said.eventItem(Said.id("p"), 2)) + " → 200",
            "POST /api/v1/customers/p/events " + odd + " → " + status,
            Said.batch(Said.eventItem(Said.id("p"), 4), Said.eventItem(Said.id("p"), 5))
                + " → 200");
  }

  @Test
  void C33_millisecondsForSeconds_areTheApplicationsBusiness() throws Exception {
    String event = "{\"name\":\"e\",\"id\":\"" + Said.ulid(1) + "\",\"timestamp\":1700000000000}";
    shop.proven();

    shop.event("p", event);

    assertThat(shop.sent()).containsExactly("POST /api/v1/customers/p/events " + event);
  }

  @Test
  void T24_numbersEscapesAndOrder_areSplicedNotParsed() throws Exception {
    String data =
        "{\"id\":12345678901234567890,\"x\":1.10,\"d\":null,\"s\":\"\\u00fc\\/\",\"e\":1E+2 }";
    shop.proven();

    shop.event("p", Said.event("e0", 0, data));
    shop.sent();
    shop.together(
        "p",
        () -> {
          shop.event("p", Said.event("e1", 1, data));
          shop.event("p", Said.event("e2", 2, data));
        });

    assertThat(shop.sent())
        .containsExactly(
            "POST /api/v1/customers/p/events " + Said.event("e0", 0, data),
            Said.batch(
                Said.eventItem(Said.id("p"), "e1", 1, data),
                Said.eventItem(Said.id("p"), "e2", 2, data)));
  }

  /** Which of two equal names counts is Customer.io's to say. */
  @Test
  void T24_repeatedNames_goAloneAsTheyAre() throws Exception {
    String twice = "{\"plan\":\"a\",\"plan\":\"b\",\"_timestamp\":1700000000}";
    shop.proven();

    shop.together(
        "p",
        () -> {
          assertThat(shop.identify("p", twice)).isEqualTo(Reply.QUEUED);
          shop.event("p", Said.event(1));
        });

    assertThat(shop.sent())
        .containsExactly(
            "PUT /api/v1/customers/p " + twice, "POST /api/v1/customers/p/events " + Said.event(1));
    assertThat(shop.person(PersonKey.id("p")).attributes()).hasToString("{plan=\"b\"}");
  }

  @Test
  void T24_invalidUtf8_isLeftToCustomerio() throws Exception {
    byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};
    shop.proven();

    Reply reply =
        shop.send(
            shop.ask(new Host(Family.TRACK, Region.US), "PUT", "/api/v1/customers/p").body(body));

    assertThat(reply).isEqualTo(Reply.of(400, "{\"meta\":{\"error\":\"malformed JSON\"}}\n"));
  }

  @Test
  void B13_overriddenMethod_isNotUnderstood() throws Exception {
    shop.proven();

    Reply reply =
        shop.send(
            shop.ask(Family.TRACK, "POST", "/api/v1/customers/p")
                .json("{}")
                .header("X-HTTP-Method-Override", "PUT"));

    assertThat(reply).isEqualTo(Reply.of(405, "{\"meta\":{\"error\":\"method not allowed\"}}\n"));
  }
}
