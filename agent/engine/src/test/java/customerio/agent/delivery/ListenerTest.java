package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Operation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerTest {

  @Test
  void listener_isToldTheWholeStory() {
    Rig rig = Rig.started();
    rig.transport.script(reply(503, ""));
    rig.identify(1);
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.listener.lines())
        .containsExactly(
            "sending PUT /api/v1/customers/{identifier} x1 #1",
            "sent 503",
            "retried 1 status-503",
            "sending PUT /api/v1/customers/{identifier} x1 #2",
            "sent 200",
            "delivered 1");
  }

  @Test
  void faultyListener_changesNothing() {
    DeliveryListener faulty =
        new DeliveryListener() {
          @Override
          public SendObservation sending(DeliveryRequest request) {
            throw new IllegalStateException("sending");
          }

          @Override
          public void delivered(Destination destination, List<Operation> operations) {
            throw new IllegalStateException("delivered");
          }
        };
    Rig rig = new Rig(Rig.SETTINGS, 1, faulty);
    rig.delivery.start();
    rig.identify(1);
    rig.settle();

    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void defectOfOurs_delaysTheLaneAndLosesNothing() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            throw new StackOverflowError("a defect");
          }
          return ScriptedTransport.OK;
        });
    rig.identify(1);
    rig.settle();
    assertThat(rig.listener.lines("fault")).hasSize(1);
    assertThat(rig.queue.pending()).containsExactly(1L);

    rig.pass(Duration.ofSeconds(6));
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void state_namesAgeAndNumberOfWhatIsPending() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.identify(1);
    rig.pass(Duration.ofSeconds(30));
    rig.identify(2);
    rig.settle();

    assertThat(rig.state().pending()).isEqualTo(2);
    assertThat(rig.state().oldestAge()).isEqualTo(Duration.ofSeconds(30));
    assertThat(rig.state().label()).isEqualTo("track-us");
  }
}
