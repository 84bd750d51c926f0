package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No answer. What is queued does not mind; a read fails as the application's own client fails.
 *
 * <p>C14: the agent finds no address for a name, while the application's client does: so one sees
 * that the original call ran, as not a byte of it had left.
 */
class FailuresIT {
  @RegisterExtension
  static final Application application =
      Application.with("transport.request-timeout=5s", "endpoint.track-eu=http://absent.invalid");

  private static final String REGION = "/api/v1/accounts/region";

  private final Workspace shop = application.workspace();

  @Test
  void C12_refusedConnection_isNoNewsForAnEvent_andAConnectExceptionForARead() throws Exception {
    shop.proven();
    application.awaitDrained();
    application.simulator().refuse(Family.TRACK, Region.US);
    Reply event;
    Reply read;
    try {
      event = shop.event("p", Said.event(1));
      shop.track("GET", REGION, null); // may still meet connections that die with the port
      read = shop.track("GET", REGION, null);
    } finally {
      application.simulator().accept(Family.TRACK, Region.US);
    }

    assertThat(List.of(event, read))
        .containsExactly(Reply.QUEUED, Reply.failed(ConnectException.class));
    assertThat(shop.tried())
        .containsExactly("POST /api/v1/customers/p/events " + Said.event(1) + " → 200");
  }

  @Test
  void C13_F25_resetConnection_isTriedAgain_andCustomerioKnowsTheRepetition() throws Exception {
    shop.proven();
    cut(Cut.RESET_BEFORE, 2);
    shop.event("p", Said.event(1));
    assertThat(shop.ledger()).containsExactly("event id:p e1 applied");

    cut(Cut.RESET_AFTER, 1);
    shop.event("p", "{\"name\":\"mine\"}");
    assertThat(shop.ledger())
        .containsExactly(
            "event id:p e1 applied", "event id:p mine applied", "event id:p mine duplicate");

    cut(Cut.RESET_AFTER, 1);
    assertThat(shop.track("GET", REGION, null).status()).isEqualTo(200);
  }

  @Test
  void C14_F26_unknownName_isNoNewsForAnEvent_andLeavesAReadToTheClient() throws Exception {
    Workspace european = application.europeanWorkspace();
    application.awaitDrained();

    Reply event = european.event("p", Said.event(1));
    Reply read = european.track("GET", REGION, null);
    long waiting = application.count("Pending");
    application.restart("endpoint.track-eu=" + application.base(Family.TRACK, Region.EU));
    Reply afterwards = european.track("GET", REGION, null);
    application.awaitErrorLine("[customerio-agent] took over 1 operation");

    assertThat(List.of(event, read, afterwards))
        .containsExactly(Reply.QUEUED, Reply.of(200, read.body()), Reply.of(200, read.body()));
    assertThat(waiting).isEqualTo(1);
    assertThat(european.ledger()).containsExactly("event id:p e1 applied");
  }

  @Test
  void C15_F24_silence_isTriedAgain_andATimeoutForARead() throws Exception {
    shop.proven();
    cut(Cut.HANG_BEFORE, 1);
    shop.event("p", Said.event(1));
    assertThat(shop.ledger()).containsExactly("event id:p e1 applied");

    cut(Cut.HANG_BEFORE, 1_000);
    assertThat(shop.send(shop.ask(Family.TRACK, "GET", REGION).readTimeout(200)))
        .isEqualTo(Reply.failed(HttpTimeoutException.class));
  }

  private static void cut(Cut where, int times) throws Exception {
    application.awaitDrained();
    application.simulator().faults().add(FaultRule.named("cut").times(times).cut(where));
  }
}
