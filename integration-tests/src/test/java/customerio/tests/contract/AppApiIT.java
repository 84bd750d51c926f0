package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.StatusFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages and reads: the answer is Customer.io's own, and nothing is said twice.
 *
 * <p>T20: Customer.io's own libraries for Node and Python repeat a send whose answer was lost. It
 * has no key by which a repetition is recognised, so a person would get the message twice.
 */
class AppApiIT {
  @RegisterExtension static final Application application = Application.with();

  private static final String SEND = "/v1/send/email";
  private static final String MESSAGE =
      "{\"transactional_message_id\":3,\"to\":\"a@b.co\",\"identifiers\":{\"id\":\"p\"}}";

  private final Workspace shop = application.workspace();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | {\"recipients\":{\"segment\":{\"id\":7}},\"data\":{\"a\":1}}",
        "2 | {\"ids\":[\"p\",\"q\"],\"id_ignore_missing\":true}",
        "3 | {\"emails\":[\"a@b.co\"],\"email_ignore_missing\":true,\"email_add_duplicates\":false}",
        "4 | {\"per_user_data\":[{\"id\":\"p\",\"data\":{\"v\":1.10}}]}",
        "5 | {\"data_file_url\":\"https://files.example/p.ndjson\"}",
        "6 | {}",
      })
  void C31c_broadcast_arrivesAsItWasTriggered(int id, String body) throws Exception {
    String target = "/v1/campaigns/" + id + "/triggers";

    Reply reply = shop.app("POST", target, body);

    assertThat(reply).isEqualTo(Reply.of(200, reply.body()));
    assertThat(reply.body()).matches("\\{\"id\":\\d+}\n");
    assertThat(shop.tried()).containsExactly("POST " + target + ' ' + body + " → 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void C31c_broadcastThatCannotBe_isRefusedByCustomerio(String id) throws Exception {
    Reply reply = shop.app("POST", "/v1/campaigns/" + id + "/triggers", "{}");

    assertThat(reply)
        .isEqualTo(
            Reply.of(
                404,
                "{\"errors\":[{\"detail\":\"there is no such broadcast\",\"status\":\"404\"}]}\n"));
  }

  @Test
  void C31c_errorThatCannotBeParsed_isPassedOnAsItIs() throws Exception {
    application
        .simulator()
        .faults()
        .add(FaultRule.named("page").status(new StatusFault(422, null, "<html>\u00fc</html>")));

    assertThat(shop.app("POST", "/v1/campaigns/1/triggers", "{}"))
        .isEqualTo(Reply.of(422, "<html>\u00fc</html>"));
  }

  @Test
  void T20_sendThatTimesOut_isNotRepeated() throws Exception {
    fault(FaultRule.named("slow").cut(Cut.HANG_AFTER));

    application.begin(
        "JdkCaller", shop.ask(Family.APP, "POST", SEND).json(MESSAGE).readTimeout(2_000));
    // on a busy machine the time can be over sooner
    shop.awaitRequests(1, entry -> entry.answered().equals("unanswered"));
    Reply reply = application.end();

    assertThat(reply).isEqualTo(Reply.failed(HttpTimeoutException.class));
    application.simulator().faults().clear();
    assertThat(shop.tried()).containsExactly("POST " + SEND + ' ' + MESSAGE + " → unanswered");
    assertThat(shop.ledger()).containsExactly("send_email id:p 3 applied");
  }

  @ParameterizedTest
  @EnumSource(
      value = Cut.class,
      names = {"RESET_BEFORE", "RESET_AFTER"})
  void T20_sendWhoseConnectionBreaks_isNotRepeated(Cut cut) throws Exception {
    fault(FaultRule.named("broken").cut(cut));

    Reply reply = shop.app("POST", SEND, MESSAGE);

    assertThat(reply).isEqualTo(Reply.failed(IOException.class));
    assertThat(shop.tried()).containsExactly("POST " + SEND + ' ' + MESSAGE + " → unanswered");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void T20_sendThatFailsAtCustomerio_isNotRepeated(int status) throws Exception {
    fault(FaultRule.named("unwell").status(status));

    assertThat(shop.app("POST", SEND, MESSAGE))
        .isEqualTo(Reply.of(status, "{\"meta\":{\"error\":\"fault\"}}\n"));
    assertThat(shop.tried()).containsExactly("POST " + SEND + ' ' + MESSAGE + " → " + status);
  }

  @Test
  void T20_sendThatCustomerioPutOff_isRepeated() throws Exception {
    fault(FaultRule.named("too many").times(1).status(429));

    Reply reply = shop.app("POST", SEND, MESSAGE);

    assertThat(reply).isEqualTo(Reply.of(200, reply.body()));
    assertThat(reply.body())
        .matches("\\{\"delivery_id\":\"RPIL[0-9A-F]{8}\",\"queued_at\":\\d+}\n");
    assertThat(shop.tried())
        .containsExactly(
            "POST " + SEND + ' ' + MESSAGE + " → 429", "POST " + SEND + ' ' + MESSAGE + " → 200");
    assertThat(shop.ledger()).containsExactly("send_email id:p 3 applied");
  }

  /** Not a byte left, so the original call runs: the exception is the client's own. */
  @Test
  void T20_sendThatFindsNobody_isTheClientsOwnFailure() throws Exception {
    application.simulator().refuse(Family.APP, Region.US);
    try {
      assertThat(shop.app("POST", SEND, MESSAGE)).isEqualTo(Reply.failed(ConnectException.class));
    } finally {
      application.simulator().accept(Family.APP, Region.US);
    }
    assertThat(shop.tried()).isEmpty();
  }

  private static void fault(FaultRule rule) {
    application.simulator().faults().add(rule.on(Family.APP));
  }
}
