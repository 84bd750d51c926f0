package customerio.agent.instrumentation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.WebhookBody;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import org.junit.jupiter.api.Test;

class WatchedBodyTest {
  private final ToldBody told = new ToldBody();
  private final WatchedBody body = new WatchedBody(null, told);

  @Test
  void whatAStreamReturns_isReturnedAndTold() {
    assertThat(body.read(new byte[] {1, 2, 3, 4}, 1, 2)).isEqualTo(2);
    assertThat(body.read(0xfe)).isEqualTo(0xfe);
    assertThat(body.read(new byte[1], 0, 0)).isZero();
    assertThat(body.read(-1)).isEqualTo(-1);

    assertThat(told.bytes.toByteArray()).containsExactly(2, 3, 0xfe);
    assertThat(told.ends).isEqualTo(1);
  }

  @Test
  void bodyThatWasGivenUp_isNotTold() {
    body.giveUp();

    assertThat(body.read(7)).isEqualTo(7);
    assertThat(body.read(-1)).isEqualTo(-1);
    body.doubt();
    assertThat(told.bytes.size()).isZero();
    assertThat(told.ends).isZero();
  }

  @Test
  void fault_isTheAgentsAlone() {
    try (ScriptedTaker taker = ScriptedTaker.on(0, ScriptedTaker.pass())) {
      WatchedBody faulty = new WatchedBody(taker, new Faulty());

      assertThat(faulty.read(new byte[4], 0, 4)).isEqualTo(4);
      assertThat(faulty.read(-1)).isEqualTo(-1);
      new WatchedBody(taker, new Faulty()).doubt();

      assertThat(taker.suppressed).hasSize(2);
    }
  }

  private static final class Faulty implements WebhookBody {
    @Override
    public void read(byte[] bytes, int offset, int length) {
      throw new StackOverflowError();
    }

    @Override
    public void doubt() {
      throw new IllegalStateException();
    }

    @Override
    public void end() {
      throw new OutOfMemoryError();
    }
  }
}
