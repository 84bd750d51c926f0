package customerio.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPortTest {

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @Test
  void arrivals_oneLineEach() {
    simulator.track("PUT", "/api/v1/customers/42", "{\"n\":1.10,\"big\":12345678901234567890}");
    simulator.batch(
        "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"email\":\"a@b.co\"},"
            + "\"name\":\"order\",\"id\":\"01HX\",\"timestamp\":5,\"attributes\":{}}");

    assertThat(lines("/arrivals"))
        .containsExactly(
            "{\"n\":1,\"family\":\"track\",\"region\":\"us\",\"workspace\":\"shop\",\"request\":1,"
                + "\"batchIndex\":null,\"kind\":\"identify\",\"person\":\"id:42\",\"name\":null,"
                + "\"eventId\":null,\"messageId\":null,\"timestamp\":null,"
                + "\"receivedAtMillis\":1700000000000,\"result\":\"applied\",\"reason\":null,"
                + "\"data\":{\"n\":1.10,\"big\":12345678901234567890},\"context\":null}",
            "{\"n\":2,\"family\":\"track\",\"region\":\"us\",\"workspace\":\"shop\",\"request\":2,"
                + "\"batchIndex\":0,\"kind\":\"event\",\"person\":\"email:a@b.co\","
                + "\"name\":\"order\",\"eventId\":\"01HX\",\"messageId\":null,\"timestamp\":5,"
                + "\"receivedAtMillis\":1700000000000,\"result\":\"applied\",\"reason\":null,"
                + "\"data\":{},\"context\":null}");
    assertThat(lines("/arrivals?from=2")).hasSize(1);
    assertThat(lines("/arrivals?from=3")).isEmpty();
  }

  @Test
  void stats_countRequestsOperationsAndConnections() {
    simulator.track("PUT", "/api/v1/customers/42", "{}");
    simulator.track("PUT", "/api/v1/customers/42", "{");
    JsonNode stats = get("/stats");

    assertThat(stats.get("requests").get("track").toString())
        .isEqualTo("{\"total\":2,\"status\":{\"200\":1,\"400\":1}}");
    assertThat(stats.get("operations").toString()).isEqualTo("{\"applied\":1}");
    assertThat(stats.get("connections").get("track-us").toString())
        .isEqualTo("{\"accepted\":1,\"open\":1}");
  }

  @Test
  void people_byWorkspaceAndName() {
    simulator.track("PUT", "/api/v1/customers/42", "{\"email\":\"a@b.co\",\"plan\":\"p\"}");
    simulator.track("POST", "/api/v1/customers/42/events", "{\"name\":\"order\"}");

    assertThat(get("/people").toString())
        .isEqualTo(
            "{\"shop\":{\"id:42\":{\"id\":\"42\",\"email\":\"a@b.co\",\"phone\":null,"
                + "\"cioId\":\"00000001\",\"anonymousIds\":[],"
                + "\"attributes\":{\"email\":\"a@b.co\",\"plan\":\"p\"},"
                + "\"timestamps\":{\"email\":1700000000,\"plan\":1700000000},"
                + "\"devices\":{},\"relationships\":{},\"segments\":[],"
                + "\"events\":[\"order\"]}}}");
  }

  @Test
  void requests_asTheyCame() {
    simulator.track("PUT", "/api/v1/customers/a%2Fb?x=1", "{ \"a\":1 }");
    JsonNode request = Json.parse(lines("/requests").get(0).getBytes(UTF_8));

    assertThat(request.get("method").asText()).isEqualTo("PUT");
    assertThat(request.get("target").asText()).isEqualTo("/api/v1/customers/a%2Fb?x=1");
    assertThat(request.get("host").asText()).isEqualTo("track-us");
    assertThat(request.get("headers").get("authorization").asText())
        .isEqualTo(RunningSimulator.TRACK_AUTH);
    assertThat(request.get("body").asText()).isEqualTo("{ \"a\":1 }");
    assertThat(request.get("status").asText()).isEqualTo("200");
  }

  @Test
  void faults_putShowAndDelete() {
    control("PUT", "/faults", "[{\"id\":\"a\",\"status\":503},{\"id\":\"b\",\"status\":500}]");
    control("PUT", "/faults", "{\"id\":\"a\",\"status\":502,\"path\":\"customers\"}");
    assertThat(lines("/faults")).hasSize(2);
    assertThat(simulator.track("PUT", "/api/v1/customers/42", "{}").statusCode()).isEqualTo(500);

    control("DELETE", "/faults", "");
    assertThat(lines("/faults")).isEmpty();
    assertThat(simulator.track("PUT", "/api/v1/customers/42", "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"family\":\"track\",\"region\":\"eu\",\"path\":\"/v2\",\"share\":0.5,\"seed\":7,\"times\":3,\"latencyMillis\":9,\"status\":503,\"retryAfter\":\"2\",\"body\":\"x\"}",
        "{\"id\":\"a\",\"share\":1.0,\"seed\":0,\"latencyMillis\":0,\"reset\":\"before\"}",
        "{\"id\":\"a\",\"share\":1.0,\"seed\":0,\"latencyMillis\":0,\"reset\":\"after\"}",
        "{\"id\":\"a\",\"share\":1.0,\"seed\":0,\"latencyMillis\":0,\"hang\":\"before\"}",
        "{\"id\":\"a\",\"share\":1.0,\"seed\":0,\"latencyMillis\":0,\"hang\":\"after\"}",
        "{\"id\":\"a\",\"share\":1.0,\"seed\":0,\"latencyMillis\":0,\"trickle\":{\"chunkBytes\":2,\"everyMillis\":5}}",
        "{\"id\":\"a\",\"share\":1.0,\"seed\":0,\"latencyMillis\":0,\"closeIdleMillis\":100}",
        "{\"id\":\"a\",\"share\":1.0,\"seed\":0,\"latencyMillis\":0,\"poison\":{\"event\":\"e\",\"person\":\"id:1\",\"style\":\"whole-batch\"}}",
      })
  void fault_isShownAsItWasPut(String rule) {
    control("PUT", "/faults", rule);

    assertThat(lines("/faults")).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/faults|{\"id\":\"a\",\"latency\":5}|a fault has no field latency",
        "PUT|/faults|{\"status\":500}|a fault needs an id",
        "PUT|/faults|{\"id\":\"a\",\"share\":2}|a share is between 0 and 1, not 2.0",
        "PUT|/faults|{\"id\":\"a\",\"status\":\"x\"}|a status is between 200 and 599, not 0",
        "PUT|/faults|{\"id\":\"a\",\"poison\":{}}|poison needs an event or a person",
        "PUT|/faults|{|a fault is a JSON object, or an array of them",
        "POST|/refuse?family=track|{}|no host is called track",
        "POST|/refuse?family=track-us|{}|the parameter open is missing",
        "POST|/credentials|{\"family\":\"track\"}|user is missing",
      })
  void command_notUnderstood_400SaysWhy(String method, String target, String body, String why) {
    HttpResponse<String> reply = simulator.control(method, target, body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo(why + "\n");
  }

  @Test
  void unknownCommand_404() {
    assertThat(simulator.control("GET", "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(simulator.control("POST", "/stats", "").statusCode()).isEqualTo(404);
  }

  @Test
  void refuse_closesAndOpensAHost() {
    control("POST", "/refuse?family=track-us&open=false", "");
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> simulator.trySend(simulator.identify("42")));

    control("POST", "/refuse?family=track-us&open=true", "");
    assertThat(simulator.track("PUT", "/api/v1/customers/42", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void credentials_registerAndRevoke() {
    String credential = "\"family\":\"track\",\"user\":\"s\",\"secret\":\"k\"";
    control(
        "POST",
        "/credentials",
        "{\"action\":\"register\"," + credential + ",\"workspace\":\"w\",\"region\":\"us\"}");
    assertThat(statusAs("s:k")).isEqualTo(200);
    assertThat(simulator.lastArrival().workspace()).isEqualTo("w");

    control("POST", "/credentials", "{\"action\":\"revoke\"," + credential + "}");
    assertThat(statusAs("s:k")).isEqualTo(401);
    control("POST", "/credentials", "{\"action\":\"restore\"," + credential + "}");
    assertThat(statusAs("s:k")).isEqualTo(200);
  }

  @Test
  void state_isForgotten() {
    simulator.track("PUT", "/api/v1/customers/42", "{}");
    control("DELETE", "/state", "");

    assertThat(lines("/arrivals")).isEmpty();
    assertThat(lines("/requests")).isEmpty();
    assertThat(get("/people")).isEmpty();
  }

  private int statusAs(String credential) {
    return simulator
        .send(
            simulator.request(
                Family.TRACK,
                Region.US,
                "PUT",
                "/api/v1/customers/1",
                RunningSimulator.basic(credential),
                "{}"))
        .statusCode();
  }

  private void control(String method, String target, String body) {
    assertThat(simulator.control(method, target, body).statusCode()).isEqualTo(200);
  }

  private JsonNode get(String target) {
    return Json.parse(simulator.control("GET", target, "").body().getBytes(UTF_8));
  }

  private List<String> lines(String target) {
    return simulator.control("GET", target, "").body().lines().toList();
  }
}
