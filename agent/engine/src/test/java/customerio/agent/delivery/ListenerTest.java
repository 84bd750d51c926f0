package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** It reaches into telemetry of the application, of whatever version that is. */
  @ParameterizedTest
  @MethodSource("faults")
  void faultyListener_changesNothing(Throwable fault) {
    SendObservation sending = faulty(SendObservation.class, fault, List.of());
    DeliveryObservation delivering = faulty(DeliveryObservation.class, fault, List.of(sending));
    DeliveryListener listener = faulty(DeliveryListener.class, fault, List.of(delivering, sending));
    Rig rig = new Rig(Rig.SETTINGS, 1, listener);
    rig.delivery.start();
    rig.transport.script(
        reply(503, ""), reply(429, ""), reply(401, ""), reply(200, "<html>"), reply(400, ""));
    rig.identify(1);
    rig.pass(Duration.ofMinutes(5));
    rig.identify(1);
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(6);
    assertThat(rig.queue.dead()).hasSize(1);
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  static Stream<Throwable> faults() {
    return Stream.of(new IllegalStateException("a defect"), new NoSuchMethodError("setAttribute"));
  }

  /**
   * @param begun by those methods that begin something; all others throw
   */
  private static <T> T faulty(Class<T> type, Throwable fault, List<?> begun) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              for (Object each : begun) {
                if (method.getReturnType().isInstance(each)) {
                  return each;
                }
              }
              throw fault;
            }));
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
