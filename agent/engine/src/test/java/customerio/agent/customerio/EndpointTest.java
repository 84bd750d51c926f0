package customerio.agent.customerio;

import static customerio.agent.customerio.Api.APP;
import static customerio.agent.customerio.Api.PIPELINES;
import static customerio.agent.customerio.Api.TRACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

  /** The lines are the operations of Customer.io's OpenAPI documents, {@code API METHOD path}. */
  @Test
  void everyDocumentedOperation_isMatchedAsItself() throws IOException {
    List<String> documented = documentedOperations();
    assertThat(documented).hasSize(25);
    for (String line : documented) {
      String[] parts = line.split(" ");
      Api api = Api.valueOf(parts[0]);
      String path = parts[2].replaceAll("\\{[a-z_]+}", "a%2Fb");
      Endpoint matched = Endpoint.match(api, parts[1], path);
      assertThat(matched.api() + " " + matched.method() + " " + matched.template()).isEqualTo(line);
    }
  }

  @Test
  void everyEndpoint_isDocumented_butRubysSpelling() throws IOException {
    Set<String> known =
        Arrays.stream(Endpoint.values())
            .filter(endpoint -> !endpoint.method().equals("*"))
            .map(e -> e.api() + " " + e.method() + " " + e.template())
            .collect(Collectors.toSet());
    known.removeAll(documentedOperations());
    assertThat(known).containsExactly("TRACK POST /push/events");
  }

  @Test
  void onlyCallsWhoseAnswerIsNeeded_areSynchronous() {
    assertThat(Endpoint.values())
        .filteredOn(endpoint -> endpoint.handling() == Handling.SYNCHRONOUS)
        .containsExactly(
            Endpoint.TRACK_REGION,
            Endpoint.TRACK_SUBMIT_FORM,
            Endpoint.TRACK_UNSUBSCRIBE,
            Endpoint.TRACK_BATCH,
            Endpoint.TRACK_UNKNOWN,
            Endpoint.PIPELINES_UNKNOWN,
            Endpoint.APP_ANY);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/customers/5, TRACK_IDENTIFY",
    "PUT, /api/v1/customers/a%2Fb%3F, TRACK_IDENTIFY",
    "DELETE, /api/v1/customers/5, TRACK_DELETE",
    "POST, /api/v1/customers/events/events, TRACK_EVENT",
    "POST, /push/events, TRACK_PUSH_EVENTS_BARE",
    "PUT, /api/v1/customers/5/, TRACK_UNKNOWN",
    "POST, /api/v1/customers/5/events/, TRACK_UNKNOWN",
    "PUT, /api/v1/customers/, TRACK_UNKNOWN",
    "PUT, /api/v1/customers, TRACK_UNKNOWN",
    "POST, /api/v1/customers//events, TRACK_UNKNOWN",
    "PUT, /api/v1/customers/a/b, TRACK_UNKNOWN",
    "PUT, //api/v1/customers/5, TRACK_UNKNOWN",
    "PUT, /API/v1/customers/5, TRACK_UNKNOWN",
    "PUT, api/v1/customers/5, TRACK_UNKNOWN",
    "put, /api/v1/customers/5, TRACK_UNKNOWN",
    "PATCH, /api/v1/customers/5, TRACK_UNKNOWN",
    "HEAD, /api/v1/customers/5, TRACK_UNKNOWN",
    "POST, /v1/identify, TRACK_UNKNOWN",
    "POST, /, TRACK_UNKNOWN",
    "POST, '', TRACK_UNKNOWN",
  })
  void track(String method, String path, Endpoint expected) {
    assertThat(Endpoint.match(TRACK, method, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/track, PIPELINES_TRACK",
    "POST, /v1/batch, PIPELINES_BATCH",
    "POST, /v1/track/, PIPELINES_UNKNOWN",
    "GET, /v1/track, PIPELINES_UNKNOWN",
    "POST, /v1/import/, PIPELINES_UNKNOWN",
    "POST, /v1/b, PIPELINES_UNKNOWN",
    "PUT, /api/v1/customers/5, PIPELINES_UNKNOWN",
  })
  void pipelines(String method, String path, Endpoint expected) {
    assertThat(Endpoint.match(PIPELINES, method, path)).isEqualTo(expected);
  }

  @Test
  void app_isNeverToldApart() {
    assertThat(Endpoint.match(APP, "POST", "/v1/send/email")).isEqualTo(Endpoint.APP_ANY);
    assertThat(Endpoint.match(APP, "GET", "/api/v1/accounts/region")).isEqualTo(Endpoint.APP_ANY);
  }

  @Test
  void pathParameter_isRawAndEndsBeforeTheQuery() {
    String target = "/api/v1/customers/a%20b/devices/t%2F1?x=/y";
    assertThat(Endpoint.TRACK_DELETE_DEVICE.pathParameter(target, 0)).isEqualTo("a%20b");
    assertThat(Endpoint.TRACK_DELETE_DEVICE.pathParameter(target, 1)).isEqualTo("t%2F1");
  }

  /** A queue written by another version can hold what does not fit together. */
  @Test
  void pathParameter_ofATargetThatDoesNotMatch_isEmpty() {
    assertThat(Endpoint.TRACK_DELETE_DEVICE.pathParameter("/", 0)).isEmpty();
    assertThat(Endpoint.TRACK_DELETE_DEVICE.pathParameter("", 1)).isEmpty();
    assertThat(
            BatchForm.of(Operations.operation(Endpoint.TRACK_IDENTIFY, "/x"), true, Rules.DEFAULT))
        .isNull();
  }

  private static List<String> documentedOperations() throws IOException {
    try (InputStream in = EndpointTest.class.getResourceAsStream("documented-operations.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
