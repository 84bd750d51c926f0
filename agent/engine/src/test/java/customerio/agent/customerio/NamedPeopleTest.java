package customerio.agent.customerio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPeopleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACK_BATCH|/api/v2/batch|{\"batch\":["
            + "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":5},"
            + "\"attributes\":{\"email\":\"A@b.co\"}},"
            + "{\"type\":\"object\",\"action\":\"identify\",\"identifiers\":{\"object_id\":\"1\"}},"
            + "{\"type\":\"person\",\"action\":\"merge\",\"primary\":{\"id\":\"6\"},"
            + "\"secondary\":{\"id\":\"7\"}},"
            + "{\"type\":\"delivery\",\"action\":\"event\",\"name\":\"opened\","
            + "\"identifiers\":{\"id\":\"d\"}}]}"
            + "|id:5 email:a@b.co id:6 id:7",
        // an item that Customer.io would refuse is about somebody, too
        "TRACK_BATCH|/api/v2/batch|{\"batch\":[{\"type\":\"person\",\"action\":\"event\","
            + "\"identifiers\":{\"id\":5}}]}|id:5",
        "TRACK_BATCH|/api/v2/batch|{\"batch\":5}|''",
        "TRACK_BATCH|/api/v2/batch|{broken|''",
        "TRACK_SUBMIT_FORM|/api/v1/forms/1/submit|{\"data\":{\"email\":\"A@b.co\"}}|email:a@b.co",
        "TRACK_SUBMIT_FORM|/api/v1/forms/1/submit|{\"data\":{\"id\":5,\"plan\":\"a\"}}|id:5",
        "TRACK_SUBMIT_FORM|/api/v1/forms/1/submit|{}|''",
        "TRACK_SUBMIT_FORM|/api/v1/forms/1/submit|{broken|''",
        "TRACK_EVENT|/api/v1/customers/5/events|{\"name\":\"\"}|id:5",
        "TRACK_EVENT|/api/v1/customers/5/events|{\"name\":\"a\"}|id:5",
        "TRACK_SEGMENT_REMOVE|/api/v1/segments/7/remove_customers|{\"ids\":[\"5\"]}|id:5",
        "TRACK_SEGMENT_REMOVE|/api/v1/segments/7/remove_customers|{\"ids\":[\"5\",\"6\"]}|''",
        "PIPELINES_IDENTIFY|/v1/identify|{\"userId\":\"5\",\"anonymousId\":\"v\"}|user:5 user:v",
        "PIPELINES_TRACK|/v1/track|{\"userId\":\"5\"}|''",
        "PIPELINES_BATCH|/v1/batch|{\"batch\":[{\"type\":\"track\",\"event\":\"a\","
            + "\"userId\":\"5\"},{\"type\":\"track\",\"userId\":\"5\"}]}|user:5",
        "TRACK_UNSUBSCRIBE|/unsubscribe/d|{\"unsubscribe\":true}|''",
        "TRACK_UNKNOWN|/api/v3/new|{\"id\":5}|''",
        "APP_ANY|/v1/customers/5/x|{\"id\":5}|''",
      })
  void people(Endpoint endpoint, String target, String body, String names) {
    assertThat(NamedPeople.in(endpoint, target, body.getBytes(UTF_8), Rules.DEFAULT))
        .containsExactlyInAnyOrderElementsOf(
            names.isEmpty() ? List.of() : List.of(names.split(" ")));
  }
}
