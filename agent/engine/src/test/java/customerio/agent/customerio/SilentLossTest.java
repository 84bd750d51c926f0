package customerio.agent.customerio;

import static customerio.agent.customerio.SilentLoss.NOT_JSON;
import static customerio.agent.customerio.SilentLoss.NO_CALLS;
import static customerio.agent.customerio.SilentLoss.NO_EVENT_NAME;
import static customerio.agent.customerio.SilentLoss.NO_GROUP;
import static customerio.agent.customerio.SilentLoss.NO_IDENTIFIER;
import static customerio.agent.customerio.SilentLoss.OVERSIZE;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.PartlyLost;
import customerio.agent.customerio.Reading.Understood;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Pipelines answers 200 to and drops. */
class SilentLossTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "track    | {\"event\":\"e\"}                     | NO_IDENTIFIER",
        "track    | {\"userId\":\"5\"}                    | NO_EVENT_NAME",
        "track    | {\"userId\":\"5\",\"event\":\" \"}    | NO_EVENT_NAME",
        "identify | {\"traits\":{}}                       | NO_IDENTIFIER",
        "identify | {\"userId\":\"\",\"traits\":{}}       | NO_IDENTIFIER",
        "page     | {\"userId\":\"\"}                     | NO_IDENTIFIER",
        "screen   | {\"name\":\"home\"}                   | NO_IDENTIFIER",
        "group    | {\"userId\":\"5\"}                    | NO_GROUP",
        "alias    | {\"userId\":\"5\"}                    | NO_IDENTIFIER",
        "track    | {\"userId\":                          | NOT_JSON",
        "page     | [1]                                   | NOT_JSON",
        "batch    | {}                                    | NO_CALLS",
        "batch    | {\"batch\":[]}                        | NO_CALLS",
        "batch    | {\"batch\":                           | NOT_JSON",
      })
  void ofACall(String call, String body, SilentLoss expected) {
    assertThat(loss("/v1/" + call, body)).isEqualTo(expected);
  }

  @Test
  void ofTooLargeACall() {
    String frame = "{\"userId\":\"5\",\"event\":\"e\",\"x\":\"\"}";
    String full = "y".repeat(32_000 - frame.length());
    assertThat(read("/v1/track", frame.replace("\"\"", '"' + full + '"')))
        .isEqualTo(about("user:5"));
    assertThat(loss("/v1/track", frame.replace("\"\"", '"' + full + "y\""))).isEqualTo(OVERSIZE);
    String batch = "{\"batch\":[{\"type\":\"page\",\"userId\":\"5\"}],\"x\":\"\"}";
    String room = "y".repeat(500_000 - batch.length());
    assertThat(read("/v1/batch", batch.replace("\"\"", '"' + room + '"')))
        .isEqualTo(about("user:5"));
    assertThat(loss("/v1/batch", batch.replace("\"\"", '"' + room + "y\""))).isEqualTo(OVERSIZE);
  }

  /** Track refuses for all to see, and of a path we do not know we know nothing. */
  @Test
  void elsewhere_nothingIsSilent() {
    assertThat(SilentLoss.of(Endpoint.TRACK_EVENT, new NotUnderstood("name-missing"))).isNull();
    assertThat(SilentLoss.of(Endpoint.PIPELINES_UNKNOWN, new NotUnderstood("answer-needed")))
        .isNull();
  }

  @Test
  void batch_isTakenWithTheCallsThatWillBeLost() {
    String large = "{\"type\":\"page\",\"userId\":\"5\",\"x\":\"" + "y".repeat(32_000) + "\"}";
    assertThat(
            read(
                "/v1/batch",
                "{\"batch\":["
                    + "{\"type\":\"identify\",\"userId\":\"5\"},"
                    + "{\"type\":\"track\",\"userId\":\"5\"},"
                    + "{\"type\":\"group\",\"userId\":\"5\"},"
                    + "{\"userId\":\"5\",\"type\":\"alias\"},"
                    + large
                    + "]}"))
        .isEqualTo(
            new PartlyLost(
                about("user:5"), Set.of(NO_EVENT_NAME, NO_GROUP, NO_IDENTIFIER, OVERSIZE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"track\",\"event\":\"e\",\"anonymousId\":7}",
        "{\"type\":\"track\",\"event\":\"e\",\"groupId\":\"g\"}",
        "{\"type\":\"track\",\"event\":\"Report Delivery Event\",\"properties\":{}}",
        "{\"type\":\"identify\",\"userId\":\"\",\"traits\":{\"email\":\"a@b.co\"}}",
        "{\"type\":\"alias\",\"userId\":\"5\",\"previousId\":\"6\"}",
        "{\"type\":\"something new\"}",
        "{\"type\":7}",
        "7",
      })
  void batch_withoutSuchCalls_isTaken(String call) {
    assertThat(read("/v1/batch", "{\"batch\":[7," + call + "]}")).isEqualTo(about("batch"));
  }

  @Test
  void everyLoss_saysWhyAndHowToMendIt() {
    for (SilentLoss loss : SilentLoss.values()) {
      assertThat(loss.words()).isNotBlank();
      assertThat(loss.remedy()).isNotBlank();
    }
    assertThat(SilentLoss.values())
        .containsExactly(OVERSIZE, NOT_JSON, NO_IDENTIFIER, NO_EVENT_NAME, NO_GROUP, NO_CALLS);
  }

  private static SilentLoss loss(String path, String body) {
    return SilentLoss.of(
        Endpoint.match(Api.PIPELINES, "POST", path), (NotUnderstood) read(path, body));
  }

  private static Reading read(String path, String body) {
    Operation op = Operations.pipelines(path, body);
    return RequestReader.read(op.endpoint(), path, op.body(), Rules.DEFAULT);
  }

  private static Understood about(String person) {
    return new Understood(person, null, null, false);
  }
}
