package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptedReplyTest {

  /** Values as recorded from the live service, 27 May 2026. */
  @Test
  void reply_isCustomerIosOwn() {
    String id = Ulid.toText(1_779_912_162_000L << 16, 7);
    AcceptedReply reply = AcceptedReply.to(Endpoint.TRACK_IDENTIFY, id);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers())
        .containsExactly(
            Map.entry("Content-Type", "application/json; charset=utf-8"),
            Map.entry("Content-Length", "3"),
            Map.entry("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0"),
            Map.entry("Access-Control-Allow-Origin", "*"),
            Map.entry("Status", "200 OK"),
            Map.entry("Date", "Wed, 27 May 2026 20:02:42 GMT"),
            Map.entry("X-Customerio-Agent", "queued; id=" + id));
    assertThat(reply.body()).containsExactly('{', '}', '\n');
  }

  @Test
  void date_hasTwoDigitsForTheDay() {
    String id = Ulid.toText(0, 0);
    assertThat(AcceptedReply.to(Endpoint.PIPELINES_TRACK, id).headers())
        .contains(Map.entry("Date", "Thu, 01 Jan 1970 00:00:00 GMT"));
  }

  @ParameterizedTest
  @EnumSource
  void onlyQueuedCalls_areAnswered(Endpoint endpoint) {
    if (endpoint.handling() == Handling.QUEUED) {
      assertThat(AcceptedReply.to(endpoint, "no-ulid").headers())
          .last()
          .isEqualTo(Map.entry("X-Customerio-Agent", "queued; id=no-ulid"));
    } else {
      assertThatThrownBy(() -> AcceptedReply.to(endpoint, "no-ulid"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(endpoint + " is not answered by us");
    }
  }

  @Test
  void bodies_areNotShared() {
    AcceptedReply.to(Endpoint.TRACK_EVENT, Operations.ID).body()[0] = 'x';
    assertThat(AcceptedReply.to(Endpoint.TRACK_EVENT, Operations.ID).body())
        .containsExactly('{', '}', '\n');
  }
}
