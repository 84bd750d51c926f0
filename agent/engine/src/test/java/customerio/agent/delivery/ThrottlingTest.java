package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Customer.io that answers 429 to whatever is more than its limit in a second. */
class ThrottlingTest {
  private static final int MINUTES = 5;

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
