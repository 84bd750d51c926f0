package customerio.agent.customerio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectedReplyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TRACK_EVENT|rejected: name:required|400|{\"meta\":{\"error\":\"name:required\"}}",
        "TRACK_EVENT|rejected: status-422|422|{\"meta\":{\"error\":\"rejected: status-422\"}}",
        "TRACK_EVENT|rejected: too-large|413|{\"meta\":{\"error\":\"too-large\"}}",
        "TRACK_EVENT|misconfigured: status-404|404|{\"meta\":{\"error\":\"misconfigured: status-404\"}}",
        "TRACK_EVENT|unreadable|500|{\"meta\":{\"error\":\"unreadable\"}}",
        "PIPELINES_IDENTIFY|rejected: refused|400|{\"meta\":{\"error\":\"refused\"}}",
        "TRACK_ENTITY|rejected: identifiers.id:invalid|400|{\"errors\":[{\"reason\":\"invalid\","
            + "\"field\":\"identifiers.id\",\"message\":\"identifiers.id:invalid\"}]}",
        "TRACK_ENTITY|rejected: refused|400|{\"errors\":[{\"reason\":\"refused\",\"field\":\"\","
            + "\"message\":\"refused\"}]}",
        "TRACK_EVENT|rejected: a\"b\\c|400|{\"meta\":{\"error\":\"a_b_c\"}}"
      })
  void reason_becomesTheErrorOfTheEndpoint(
      Endpoint endpoint, String reason, int status, String body) {
    RejectedReply reply = RejectedReply.to(endpoint, reason);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(new String(reply.body(), UTF_8)).isEqualTo(body + '\n');
    assertThat(reply.headers()).containsEntry("Content-Length", String.valueOf(body.length() + 1));
  }
}
