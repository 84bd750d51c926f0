package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppApiTest {

  private static final String SEND =
      "{\"transactional_message_id\":3,\"to\":\"a@b.co\",\"identifiers\":{\"id\":\"42\"}}";

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @ValueSource(strings = {"email", "push", "sms", "whatsapp", "inbox_message", "in_app"})
  void send_answersADeliveryAndItsTime(String channel) {
    HttpResponse<String> reply = simulator.app("POST", "/v1/send/" + channel, SEND);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo("{\"delivery_id\":\"RPIL00000001\",\"queued_at\":1700000000}\n");
    assertThat(simulator.lastArrival().kind()).isEqualTo("send_" + channel);
    assertThat(simulator.lastArrival().person()).isEqualTo("id:42");
  }

  @Test
  void send_sameBodyTwice_isSentTwice() {
    simulator.app("POST", "/v1/send/email", SEND);

    assertThat(simulator.app("POST", "/v1/send/email", SEND).body()).contains("RPIL00000002");
    assertThat(simulator.results())
        .extracting(result -> result.label())
        .containsExactly("applied", "applied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email|{",
        "email|{\"transactional_message_id\":3,\"identifiers\":{\"id\":\"42\"}}",
        "email|{\"transactional_message_id\":3,\"to\":\"a@b.co\"}",
        "email|{\"transactional_message_id\":3,\"to\":\"a@b.co\",\"identifiers\":{\"id\":\"1\",\"email\":\"a@b.co\"}}",
        "email|{\"to\":\"a@b.co\",\"identifiers\":{\"id\":\"42\"}}",
        "push|{\"identifiers\":{\"id\":\"42\"}}",
        "sms|{\"transactional_message_id\":3}",
      })
  void send_invalid_400MetaError(String channel, String body) {
    HttpResponse<String> reply = simulator.app("POST", "/v1/send/" + channel, body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"meta\":{\"error\":\"");
  }

  @Test
  void email_withoutTemplate_bringsItsContent() {
    String body =
        "{\"to\":\"a@b.co\",\"identifiers\":{\"id\":\"42\"},\"body\":\"b\",\"subject\":\"s\","
            + "\"from\":\"c@d.co\"}";

    assertThat(simulator.app("POST", "/v1/send/email", body).statusCode()).isEqualTo(200);
  }

  @Test
  void misspeltChannel_405() {
    assertThat(simulator.app("POST", "/v1/send/emial", SEND).statusCode()).isEqualTo(405);
  }

  @Test
  void broadcast_onceInTenSeconds_each() {
    assertThat(trigger(7).statusCode()).isEqualTo(200);
    assertThat(trigger(7).statusCode()).isEqualTo(429);
    assertThat(trigger(8).statusCode()).isEqualTo(200);

    simulator.clock.set(1_700_000_010);
    assertThat(trigger(7).body()).isEqualTo("{\"id\":3}\n");
  }

  @Test
  void broadcast_emptyRecipients_422() {
    assertThat(
            simulator.app("POST", "/v1/campaigns/7/triggers", "{\"recipients\":{}}").statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x"})
  void broadcast_withoutSuchId_404(String id) {
    assertThat(simulator.app("POST", "/v1/campaigns/" + id + "/triggers", "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void customersByEmail() {
    simulator.track("PUT", "/api/v1/customers/42", "{\"email\":\"jane+x@b.co\"}");

    assertThat(simulator.app("GET", "/v1/customers?email=jane%2Bx%40b.co", "").body())
        .isEqualTo(
            "{\"results\":[{\"email\":\"jane+x@b.co\",\"id\":\"42\",\"cio_id\":\"00000001\"}]}\n");
    assertThat(simulator.app("GET", "/v1/customers?email=nobody%40b.co", "").body())
        .isEqualTo("{\"results\":[]}\n");
  }

  @Test
  void customerAttributes() {
    simulator.track("PUT", "/api/v1/customers/42", "{\"plan\":\"p\",\"_timestamp\":5}");

    assertThat(simulator.app("GET", "/v1/customers/42/attributes", "").body())
        .isEqualTo(
            "{\"customer\":{\"id\":\"42\",\"attributes\":{\"plan\":\"p\"},"
                + "\"timestamps\":{\"plan\":5}}}\n");
    assertThat(simulator.app("GET", "/v1/customers/43/attributes", "").statusCode()).isEqualTo(404);
  }

  @Test
  void campaigns_areNone() {
    assertThat(simulator.app("GET", "/v1/campaigns", "").body()).isEqualTo("{\"campaigns\":[]}\n");
  }

  private HttpResponse<String> trigger(int broadcast) {
    return simulator.app("POST", "/v1/campaigns/" + broadcast + "/triggers", "{}");
  }
}
