package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.delivery.DeliverySettings.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Customer.io that answers 429 to whatever is more than its limit in a second. */
class ThrottlingTest {
  private static final int MINUTES = 5;
  private static final String FORM = "/api/v1/forms/1/submit";

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 200})
  void pace_findsTheServersLimitAndStaysNearIt(int limit) {
    Rig rig = Rig.started(settings -> Rig.batches(settings, BatchMode.NEVER, 1000));
    LimitedServer server = new LimitedServer(limit);
    rig.transport.script(request -> server.isOver(request.at()) ? reply(429, "") : OK);
    for (int i = 0; i < limit * 60 * MINUTES; i++) {
      rig.identify(i);
    }
    rig.pass(Duration.ofMinutes(1));
    long before = rig.queue.deliveredCount();
    int sentBefore = rig.transport.sent().size();
    rig.pass(Duration.ofMinutes(MINUTES - 1));

    long delivered = rig.queue.deliveredCount() - before;
    long refused = rig.transport.sent().size() - sentBefore - delivered;
    assertThat(delivered).isGreaterThan(limit * 60L * (MINUTES - 1) / 2);
    assertThat(refused).isLessThan(delivered / 10);
  }

  /** Calls of the application go at the same pace; those that give up leave no gap in it. */
  @Test
  void callsThatCannotWaitForTheirTurn_delayNoDelivery() {
    Rate slow = new Rate(1, 1, 1, 1, Duration.ofSeconds(10));
    Rig rig = Rig.started(settings -> Rig.rates(settings, slow));
    for (int i = 0; i < 1000; i++) {
      rig.delivery
          .synchronousRoute()
          .exchangeAsync(
              RelayedCallFixture.call("POST", FORM),
              FORM,
              Api.TRACK,
              Region.US,
              Rig.KEY,
              Duration.ofSeconds(2));
    }
    rig.pass(Duration.ofSeconds(3));
    assertThat(rig.transport.sent()).hasSize(2);
    rig.identify(2);
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.queue.pending()).isEmpty();
  }

  private static final class LimitedServer {
    private final int limit;
    private long second = -1;
    private int inSecond;

    LimitedServer(int limit) {
      this.limit = limit;
    }

    boolean isOver(Duration at) {
      if (at.toSeconds() != second) {
        second = at.toSeconds();
        inSecond = 0;
      }
      return ++inSecond > limit;
    }
  }
}
