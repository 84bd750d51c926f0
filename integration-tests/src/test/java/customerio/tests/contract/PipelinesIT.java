package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.http.RequestLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pipelines answers 200 to whatever it drops: too large, without an identifier, under a wrong key.
 * So what it would drop is never answered by the agent.
 *
 * <p>C23: a repeated call bears the same {@code messageId}; see {@link RetryIT}.
 */
class PipelinesIT {
  @RegisterExtension static final Application application = Application.with();

  private static final String STRICT = "x-strict-mode";

  private final Workspace shop = application.workspace();

  @Test
  void C21_writeKey_isTheUserOfBasicAndHasNoPassword_aloneAndInABatch() throws Exception {
    String basic = Workspace.basic("wk-" + shop.name() + ':');
    shop.proven();

    shop.pipelines("/v1/track", Said.track("p", 1, ""));
    shop.sent();
    shop.togetherByPipelines(
        "p",
        () -> {
          shop.pipelines("/v1/track", Said.track("p", 2, ""));
          shop.pipelines("/v1/track", Said.track("p", 3, ""));
        });

    shop.sent();
    assertThat(shop.requests(entry -> entry.bodyText().contains("\"m-")))
        .extracting(entry -> entry.request().path() + ' ' + entry.request().header("authorization"))
        .containsExactly("/v1/track " + basic, "/v1/batch " + basic);
  }

  @Test
  void C22_strictMode_isOnlyWhereTheApplicationAsksForIt_andThenCustomerioAnswers()
      throws Exception {
    shop.proven();

    Reply strict =
        shop.send(
            shop.ask(Family.PIPELINES, "POST", "/v1/track")
                .json(Said.track("p", 1, ""))
                .header("X-Strict-Mode", "1"));
    Reply usual = shop.pipelines("/v1/track", Said.track("p", 2, ""));

    assertThat(List.of(strict, usual)).containsExactly(Reply.TAKEN, Reply.QUEUED);
    assertThat(shop.sent()).hasSize(2);
    assertThat(shop.requests(entry -> entry.bodyText().contains("\"m-")))
        .extracting(entry -> entry.request().header(STRICT))
        .containsExactly("1", null);
  }

  /** In strict mode one call more or less in a batch would decide about all of them. */
  @Test
  void B07_strictAndPermissiveCalls_shareNoRequest() throws Exception {
    shop.proven();

    shop.togetherByPipelines(
        "p",
        () -> {
          shop.pipelines("/v1/track", Said.track("p", 1, ""));
          Reply strict =
              shop.send(
                  shop.ask(Family.PIPELINES, "POST", "/v1/track")
                      .json(Said.track("somebody-else", 2, ""))
                      .header("X-Strict-Mode", "1"));
          assertThat(strict.status()).isEqualTo(503); // Customer.io's own answer of that moment
          shop.pipelines("/v1/track", Said.track("p", 3, ""));
        });

    assertThat(shop.sent())
        .containsExactly(
            "POST /v1/batch {\"batch\":[" + trackItem(1, "") + ',' + trackItem(3, "") + "]}");
    assertThat(shop.requests(PipelinesIT::isStrict))
        .extracting(RequestLog.Entry::answered)
        .containsExactly("503");
  }

  /** What the SDK has merged into a call's context is the call's, and stays where it is. */
  @Test
  void C23b_context_isKeptInTheCallAndSaidForTheBatch() throws Exception {
    String context =
        ",\"context\":{\"library\":{\"name\":\"x\",\"version\":\"1.0\"},\"ip\":\"203.0.113.7\"}";
    shop.proven();

    shop.togetherByPipelines(
        "p",
        () -> {
          shop.pipelines("/v1/track", Said.track("p", 1, context));
          shop.pipelines("/v1/track", Said.track("p", 2, context));
        });

    assertThat(shop.sent())
        .containsExactly(
            "POST /v1/batch {\"batch\":["
                + trackItem(1, context)
                + ','
                + trackItem(2, context)
                + ']'
                + context
                + '}');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/identify | {\"traits\":{\"plan\":\"a\"}}",
        "/v1/track | {\"event\":\"e\"}",
        "/v1/track | {\"userId\":\"p\"}",
        "/v1/page | {\"name\":\"home\"}",
        "/v1/screen | {\"name\":\"home\"}",
        "/v1/group | {\"userId\":\"p\"}",
        "/v1/group | {\"groupId\":\"g\"}",
        "/v1/alias | {\"userId\":\"p\"}",
        "/v1/alias | {\"previousId\":\"q\"}",
        "/v1/track | {\"userId\":\"\",\"event\":\"e\"}",
      })
  void C23c_callWithoutItsIds_isNotAnsweredByTheAgent(String path, String body) throws Exception {
    shop.proven();

    assertThat(shop.pipelines(path, body)).isEqualTo(Reply.TAKEN);

    assertThat(shop.sent()).containsExactly("POST " + path + ' ' + body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/identify | \"userId\":\"p\"",
        "/v1/track | \"anonymousId\":\"a\",\"event\":\"e\"",
        "/v1/page | \"userId\":\"p\"",
        "/v1/screen | \"anonymousId\":\"a\"",
        "/v1/group | \"userId\":\"p\",\"groupId\":\"g\"",
        "/v1/alias | \"userId\":\"p\",\"previousId\":\"q\"",
      })
  void C23c_callWithItsIds_isQueued(String path, String ids) throws Exception {
    String body = "{" + ids + ",\"messageId\":\"m-1\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    shop.proven();

    assertThat(shop.pipelines(path, body)).isEqualTo(Reply.QUEUED);

    assertThat(shop.sent()).containsExactly("POST " + path + ' ' + body);
  }

  @Test
  void C24_batch_namesTheTypeOfEachCall() throws Exception {
    String rest = "\"userId\":\"p\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"messageId\":";
    shop.proven();

    shop.togetherByPipelines(
        "p",
        () -> {
          for (String type : List.of("identify", "page", "screen")) {
            shop.pipelines("/v1/" + type, "{" + rest + "\"" + type + "\"}");
          }
          shop.pipelines("/v1/group", "{\"groupId\":\"g\"," + rest + "\"group\"}");
          shop.pipelines("/v1/track", "{\"event\":\"e\"," + rest + "\"track\"}");
        });

    assertThat(shop.sent())
        .containsExactly(
            "POST /v1/batch {\"batch\":["
                + String.join(
                    ",",
                    "{\"type\":\"identify\"," + rest + "\"identify\"}",
                    "{\"type\":\"page\"," + rest + "\"page\"}",
                    "{\"type\":\"screen\"," + rest + "\"screen\"}",
                    "{\"type\":\"group\",\"groupId\":\"g\"," + rest + "\"group\"}",
                    "{\"type\":\"track\",\"event\":\"e\"," + rest + "\"track\"}")
                + "]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {32_001, 40_000})
  void T17_F22_callThatPipelinesWouldDrop_isNotAnsweredByTheAgent(int bytes) throws Exception {
    String body = ofLength(bytes);
    long relayed = application.count("Relayed");
    shop.proven();

    assertThat(shop.pipelines("/v1/track", body)).isEqualTo(Reply.TAKEN);

    assertThat(application.count("Relayed")).isEqualTo(relayed + 3); // two proved the keys
    assertThat(shop.sent()).containsExactly("POST /v1/track " + body);
  }

  @Test
  void T17_callOfJustTheLimit_isQueued() throws Exception {
    String body = ofLength(32_000);
    shop.proven();

    assertThat(shop.pipelines("/v1/track", body)).isEqualTo(Reply.QUEUED);

    assertThat(shop.sent()).containsExactly("POST /v1/track " + body);
  }

  @Test
  void T18_callsOfDifferentContextOrIntegrations_shareNoBatch() throws Exception {
    String one = ",\"context\":{\"ip\":\"203.0.113.1\"}";
    String two = ",\"context\":{\"ip\":\"203.0.113.2\"}";
    String three = two + ",\"integrations\":{\"All\":false}";
    shop.proven();

    shop.togetherByPipelines(
        "p",
        () -> {
          int n = 0;
          for (String members : List.of(one, one, two, two, three, three)) {
            shop.pipelines("/v1/track", Said.track("p", ++n, members));
          }
        });

    assertThat(shop.sent())
        .containsExactly(
            pair(trackItem(1, one), trackItem(2, one), one),
            pair(trackItem(3, two), trackItem(4, two), two),
            pair(trackItem(5, three), trackItem(6, three), three));
  }

  private static String pair(String item, String other, String ofTheBatch) {
    return "POST /v1/batch {\"batch\":[" + item + ',' + other + ']' + ofTheBatch + '}';
  }

  private static String trackItem(int n, String members) {
    return "{\"type\":\"track\"," + Said.track("p", n, members).substring(1);
  }

  private static String ofLength(int bytes) {
    String empty = Said.track("p", 1, ",\"properties\":{\"text\":\"\"}");
    return empty.replace("\"\"", '"' + "x".repeat(bytes - empty.length()) + '"');
  }

  private static boolean isStrict(RequestLog.Entry entry) {
    return entry.request().header(STRICT) != null;
  }
}
