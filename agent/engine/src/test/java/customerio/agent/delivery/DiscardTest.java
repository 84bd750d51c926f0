package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Region;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator takes out of the queue, and puts back into it. */
class DiscardTest {

  @Test
  void discarded_leavesItsLaneAtOnce_andTheOthersGoOnInOrder() {
    Rig rig = Rig.oneLane();
    rig.delivery.pause();
    for (int i = 0; i < 6; i++) {
      rig.identify(1 + i % 2);
    }
    rig.settle();

    rig.queue.discard(List.of(rig.queue.ticket(2), rig.queue.ticket(3), rig.queue.ticket(6)));
    rig.delivery.discarded();
    rig.delivery.resume();
    rig.settle();

    assertThat(rig.transport.operations().stream().flatMap(List::stream)).containsExactly(1, 4, 5);
    assertThat(rig.state().pending()).isZero();
    assertThat(rig.listener.lines("fault")).isEmpty();
  }

  /** A poison operation is why people purge; its person must not wait for a delivery any more. */
  @Test
  void whoeverWaitedForADiscardedOperation_waitsNoLonger() {
    Rig rig = Rig.started();
    rig.transport.script(request -> request.operations().contains(1) ? reply(503, "") : OK);
    rig.metric(1);
    for (int i = 0; i < 10; i++) {
      rig.metric(2);
      rig.pass(Duration.ofMillis(500));
    }
    rig.metric(1);
    rig.settle();
    assertThat(rig.state().held()).isEqualTo(1);
    assertThat(rig.queue.pending()).containsExactly(1L, 12L);
    Duration before = rig.time.elapsed();

    rig.queue.discard(List.of(rig.queue.ticket(1)));
    rig.delivery.discarded();
    rig.settle();

    assertThat(rig.queue.pending()).isEmpty();
    assertThat(rig.state().held()).isZero();
    assertThat(rig.time.elapsed()).isEqualTo(before);
  }

  /** Else the destination would tell of more than there is until its lanes run. */
  @Test
  void whatAnOutageHasSetAside_isGoneAtOnce() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 16; i++) {
      rig.metric(1 + i % 8);
    }
    rig.pass(Duration.ofMinutes(2));
    assertThat(rig.state().held()).isPositive();
    rig.delivery.pause();

    rig.queue.discard(
        List.copyOf(rig.queue.pending()).stream().<Ticket>map(rig.queue::ticket).toList());
    rig.delivery.discarded();

    assertThat(rig.state().pending()).isZero();
    assertThat(rig.state().held()).isZero();
  }

  /** What was said before must not look newer than what is there already: it would undo it. */
  @Test
  void whatComesIntoTheQueueAgain_isDatedByWhenItWasSaid() {
    Rig rig = Rig.oneLane();
    long said = rig.time.clock().millis();
    rig.pass(Duration.ofSeconds(5));
    rig.identify(2);
    rig.settle();
    rig.pass(Duration.ofSeconds(5));

    byte[] body = "{\"n\":7}".getBytes(StandardCharsets.UTF_8);
    rig.queue.append(
        new Routing(Rig.KEY, 2, 0),
        rig.time.clock().millis(),
        OperationCodec.encode(
            new Operation(
                "01JD5V00000000000000000007",
                said,
                Endpoint.TRACK_IDENTIFY,
                Region.US,
                Rig.KEY,
                "PUT",
                "/api/v1/customers/2",
                "application/json",
                body,
                null)));
    rig.settle();

    assertThat(rig.transport.sent())
        .extracting(sent -> new String(sent.request().body(), StandardCharsets.UTF_8))
        .containsExactly("{\"n\":1}", "{\"_timestamp\":1795262400,\"n\":7}");
  }
}
