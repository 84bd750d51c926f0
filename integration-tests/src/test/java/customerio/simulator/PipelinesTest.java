package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.state.Arrival;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelinesTest {

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identify|{}",
        "identify|{",
        "identify|{\"userId\":\"\"}",
        "track|{\"userId\":\"1\"}",
        "track|{\"event\":\"a\"}",
        "page|{\"name\":\"a\"}",
        "screen|{\"name\":\"a\"}",
        "group|{\"userId\":\"1\"}",
        "alias|{\"userId\":\"1\"}",
        "identify|{\"userId\":\"1\",\"timestamp\":\"yesterday\"}",
        "identify|{\"userId\":\"1\",\"traits\":[]}",
        "batch|{}",
        "batch|{\"batch\":[]}",
        "batch|{\"batch\":[{\"userId\":\"1\"}]}",
        "batch|{\"batch\":[{\"type\":\"dance\",\"userId\":\"1\"}]}",
      })
  void wrongCall_permissive200AndDropped_strict400(String path, String body) {
    HttpResponse<String> permissive = simulator.pipelines("/v1/" + path, body);
    assertThat(permissive.statusCode()).isEqualTo(200);
    assertThat(permissive.body()).isEqualTo("{}\n");
    assertThat(simulator.results()).containsExactly(Result.IGNORED);

    HttpResponse<String> strict = simulator.strict("/v1/" + path, body);
    assertThat(strict.statusCode()).isEqualTo(400);
    assertThat(strict.body()).startsWith("{\"meta\":{\"errors\":[\"");
    assertThat(simulator.results()).doesNotContain(Result.APPLIED);
  }

  @Test
  void wrongKey_permissive200AndDropped_strict401() {
    String wrong = RunningSimulator.basic("nobody:");
    HttpRequest permissive =
        simulator.request(
            Family.PIPELINES, Region.US, "POST", "/v1/identify", wrong, "{\"userId\":\"1\"}");
    HttpRequest strict =
        simulator.request(
            Family.PIPELINES,
            Region.US,
            "POST",
            "/v1/identify",
            wrong,
            "{\"userId\":\"1\"}",
            "X-Strict-Mode",
            "1");

    assertThat(simulator.send(permissive).statusCode()).isEqualTo(200);
    assertThat(simulator.send(strict).statusCode()).isEqualTo(401);
    assertThat(simulator.results()).containsExactly(Result.IGNORED);
  }

  @Test
  void passwordIsBlank() {
    HttpRequest strict =
        simulator.request(
            Family.PIPELINES,
            Region.US,
            "POST",
            "/v1/identify",
            RunningSimulator.basic("wk-shop:secret"),
            "{\"userId\":\"1\"}",
            "X-Strict-Mode",
            "1");

    assertThat(simulator.send(strict).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/import/", "/v1/b"})
  void writeKeyInTheBody_isAsGoodAsTheHeader(String path) {
    HttpRequest request =
        simulator.request(
            Family.PIPELINES,
            Region.US,
            "POST",
            path,
            null,
            "{\"writeKey\":\"wk-shop\",\"batch\":[{\"type\":\"identify\",\"userId\":\"1\"}]}");

    assertThat(simulator.send(request).statusCode()).isEqualTo(200);
    assertThat(simulator.results()).containsExactly(Result.APPLIED);
    assertThat(simulator.lastArrival().workspace()).isEqualTo("shop");
  }

  @ParameterizedTest
  @CsvSource({"32000, 200, APPLIED", "32001, 400, IGNORED"})
  void call_upTo32000Bytes(int length, int strictStatus, Result permissiveResult) {
    String body = track(length);

    assertThat(simulator.pipelines("/v1/track", body).statusCode()).isEqualTo(200);
    assertThat(simulator.results()).containsExactly(permissiveResult);
    assertThat(simulator.strict("/v1/track", body).statusCode()).isEqualTo(strictStatus);
  }

  @ParameterizedTest
  @CsvSource({"500000, 200, APPLIED", "500001, 400, IGNORED"})
  void batch_upTo500000Bytes(int length, int strictStatus, Result permissiveResult) {
    String head = "{\"batch\":[" + (track(31_999) + ",").repeat(15);
    String body = head + track(length - head.length() - 2) + "]}";

    assertThat(simulator.pipelines("/v1/batch", body).statusCode()).isEqualTo(200);
    assertThat(simulator.results()).containsOnly(permissiveResult);
    assertThat(simulator.strict("/v1/batch", body).statusCode()).isEqualTo(strictStatus);
  }

  @Test
  void batch_callOver32000Bytes_permissiveDropsItAlone_strictRefusesAll() {
    String body = "{\"batch\":[" + track(100) + "," + track(32_001) + "]}";

    simulator.pipelines("/v1/batch", body);
    assertThat(simulator.results()).containsExactly(Result.APPLIED, Result.IGNORED);

    assertThat(simulator.strict("/v1/batch", body).statusCode()).isEqualTo(400);
    assertThat(simulator.results())
        .containsExactly(Result.APPLIED, Result.IGNORED, Result.REFUSED, Result.REFUSED);
  }

  @Test
  void gzip_isInflatedAndMeasuredAfterwards() throws IOException {
    HttpRequest small = gzipped(track(32_000));
    HttpRequest large = gzipped(track(32_001));

    simulator.send(small);
    simulator.send(large);

    assertThat(simulator.results()).containsExactly(Result.APPLIED, Result.IGNORED);
  }

  @Test
  void messageId_deduplicatesWithinTheWorkspace() {
    String call = "{\"userId\":\"1\",\"event\":\"a\",\"messageId\":\"m\"}";

    simulator.pipelines("/v1/track", call);
    simulator.pipelines("/v1/track", call);

    assertThat(simulator.results()).containsExactly(Result.APPLIED, Result.DUPLICATE);
    assertThat(simulator.person(PersonKey.id("1")).eventNames()).containsExactly("a");
  }

  @Test
  void batchContext_appliesToEveryCall() {
    simulator.pipelines(
        "/v1/batch",
        "{\"context\":{\"ip\":\"1\"},\"batch\":["
            + "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"a\",\"context\":{\"ip\":\"2\"}},"
            + "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"b\"}]}");
    simulator.pipelines(
        "/v1/batch",
        "{\"batch\":[{\"type\":\"track\",\"userId\":\"1\",\"event\":\"c\",\"context\":{\"ip\":\"3\"}}]}");

    assertThat(simulator.get().arrivals().all())
        .extracting(arrival -> arrival.operation().context().get("ip").asText())
        .containsExactly("1", "1", "3");
  }

  @Test
  void timestamp_isIso8601() {
    simulator.pipelines(
        "/v1/track",
        "{\"userId\":\"1\",\"event\":\"a\",\"timestamp\":\"2024-01-01T00:00:01.500+01:00\"}");

    assertThat(simulator.lastArrival().operation().timestampMillis()).isEqualTo(1704063601000L);
  }

  @Test
  void identify_takesTraitsAndTheEarlierAnonymousEvents() {
    simulator.pipelines("/v1/track", "{\"anonymousId\":\"x\",\"event\":\"before\"}");
    simulator.pipelines(
        "/v1/identify",
        "{\"userId\":\"1\",\"anonymousId\":\"x\",\"traits\":{\"email\":\"a@b.co\",\"plan\":\"p\"}}");

    var person = simulator.person(PersonKey.email("A@B.co"));
    assertThat(person.id()).isEqualTo("1");
    assertThat(person.anonymousIds()).containsExactly("x");
    assertThat(person.eventNames()).containsExactly("before");
    assertThat(person.attributes().get("plan").asText()).isEqualTo("p");
  }

  @Test
  void identify_byEmailTraitAlone() {
    simulator.strict("/v1/identify", "{\"userId\":\"\",\"traits\":{\"email\":\"a@b.co\"}}");

    assertThat(simulator.person(PersonKey.email("a@b.co")).id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"User Deleted", "Delete Person"})
  void semanticEvent_deletes(String name) {
    simulator.pipelines("/v1/identify", "{\"userId\":\"1\"}");
    simulator.pipelines("/v1/track", "{\"userId\":\"1\",\"event\":\"" + name + "\"}");

    assertThat(simulator.person(PersonKey.id("1"))).isNull();
  }

  @Test
  void semanticEvents_suppressAndUnsuppress() {
    simulator.pipelines("/v1/track", "{\"userId\":\"1\",\"event\":\"User Suppressed\"}");
    simulator.pipelines("/v1/identify", "{\"userId\":\"1\"}");
    assertThat(simulator.person(PersonKey.id("1"))).isNull();

    simulator.pipelines("/v1/track", "{\"userId\":\"1\",\"event\":\"User Unsuppressed\"}");
    simulator.pipelines("/v1/identify", "{\"userId\":\"1\"}");
    assertThat(simulator.person(PersonKey.id("1"))).isNotNull();
  }

  @Test
  void semanticEvents_aboutDevices() {
    simulator.pipelines(
        "/v1/track",
        "{\"userId\":\"1\",\"event\":\"Device Created or Updated\","
            + "\"context\":{\"device\":{\"token\":\"t\"}}}");
    assertThat(simulator.person(PersonKey.id("1")).devices()).containsOnlyKeys("t");

    simulator.pipelines(
        "/v1/track",
        "{\"userId\":\"1\",\"event\":\"Device Deleted\","
            + "\"context\":{\"device\":{\"token\":\"t\"}}}");
    assertThat(simulator.person(PersonKey.id("1")).devices()).isEmpty();
  }

  @Test
  void group_relatesAPersonToAnObject() {
    simulator.pipelines(
        "/v1/group",
        "{\"userId\":\"1\",\"groupId\":\"acme\",\"traits\":{\"object_type_id\":\"2\",\"seats\":5}}");

    assertThat(simulator.person(PersonKey.id("1")).relationships()).containsOnlyKeys("2/acme");
    assertThat(simulator.get().state().workspace("shop").objects()).containsOnlyKeys("2/acme");

    simulator.pipelines(
        "/v1/track",
        "{\"userId\":\"1\",\"event\":\"Relationship Deleted\","
            + "\"properties\":{\"objectTypeId\":\"2\",\"objectId\":\"acme\"}}");
    assertThat(simulator.person(PersonKey.id("1")).relationships()).isEmpty();

    simulator.pipelines(
        "/v1/track",
        "{\"userId\":\"1\",\"event\":\"Object Deleted\","
            + "\"properties\":{\"objectTypeId\":\"2\",\"objectId\":\"acme\"}}");
    assertThat(simulator.get().state().workspace("shop").objects()).isEmpty();
  }

  @Test
  void alias_mergesThePreviousIdIntoTheUser() {
    simulator.pipelines("/v1/track", "{\"userId\":\"old\",\"event\":\"a\"}");
    simulator.pipelines("/v1/identify", "{\"userId\":\"new\"}");
    simulator.pipelines("/v1/alias", "{\"previousId\":\"old\",\"userId\":\"new\"}");

    assertThat(simulator.person(PersonKey.id("old"))).isNull();
    assertThat(simulator.person(PersonKey.id("new")).eventNames()).containsExactly("a");
  }

  @Test
  void workspaceIsTheOneThatTrackUses() {
    simulator.track("PUT", "/api/v1/customers/1", "{\"plan\":\"p\"}");
    simulator.pipelines("/v1/track", "{\"userId\":\"1\",\"event\":\"a\"}");

    assertThat(simulator.person(PersonKey.id("1")).eventNames()).containsExactly("a");
    assertThat(simulator.get().arrivals().all())
        .extracting(Arrival::workspace)
        .containsExactly("shop", "shop");
  }

  private HttpRequest gzipped(String body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest plain =
        simulator.request(
            Family.PIPELINES, Region.US, "POST", "/v1/track", RunningSimulator.PIPELINES_AUTH, "");
    return HttpRequest.newBuilder(plain, (name, value) -> true)
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofByteArray(compressed.toByteArray()))
        .build();
  }

  private static String track(int length) {
    String frame =
        "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"a\",\"properties\":{\"a\":\"%s\"}}";
    return String.format(frame, "x".repeat(length - frame.length() + 2));
  }
}
