package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @Test
  void unknownCredential_waitsUntilItIsLearned() {
    Rig rig = new Rig();
    rig.identify(1);
    rig.book.forget(Rig.KEY);
    rig.restart();
    rig.pass(Duration.ofHours(1));
    assertThat(rig.transport.sent()).isEmpty();
    assertThat(rig.state().waiting()).isEqualTo(Waiting.CREDENTIALS);

    rig.book.learn(Rig.KEY, "Basic again");
    rig.settle();
    assertThat(rig.transport.sent().get(0).request().headers().first("Authorization"))
        .isEqualTo("Basic again");
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void callWithoutCredential_needsNone() {
    Rig rig = Rig.started();
    rig.identifyWith(0, 1);
    rig.settle();

    assertThat(rig.transport.sent().get(0).request().headers().contains("Authorization")).isFalse();
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  /** Whoever sees that nothing waits any more may end the JVM, and the next one is to know it. */
  @Test
  void acceptedCredential_isKnownBeforeTheOperationIsSettled() {
    Rig rig = Rig.started();
    rig.queue.failOnce(MemoryQueue.Step.SETTLE, new OutOfMemoryError("heap"));
    rig.identify(1);
    rig.settle();

    assertThat(rig.queue.pending()).containsExactly(1L);
    assertThat(rig.book.told()).containsExactly("accepted " + Rig.KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void F21_refusedCredential_pausesTheDestinationAndDropsNothing(int status) {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(status, ""));
    for (int person = 1; person <= 16; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofSeconds(59));

    assertThat(rig.queue.pending()).hasSize(16);
    assertThat(rig.queue.dead()).isEmpty();
    assertThat(rig.state().waiting()).isEqualTo(Waiting.UNAUTHORIZED);
    assertThat(rig.book.told()).contains("refused " + Rig.KEY).doesNotContain("accepted");
    assertThat(rig.listener.lines("refused")).containsExactly("refused true");
    assertThat(rig.listener.lines("breaker")).isEmpty();
  }

  @Test
  void refusedCredential_isProbedWithOneOperationAtDoublingIntervals() {
    Rig rig = Rig.started(settings -> Rig.lanes(settings, 1));
    rig.transport.script(request -> reply(401, ""));
    rig.identify(1);
    rig.identify(2);
    rig.settle();
    int before = rig.transport.sent().size();
    Duration refused = rig.time.elapsed();
    rig.pass(Duration.ofMinutes(16));

    List<ScriptedTransport.Sent> probes =
        rig.transport.sent().subList(before, rig.transport.sent().size());
    assertThat(probes).extracting(ScriptedTransport.Sent::operations).containsOnly(List.of(1));
    assertThat(probes)
        .extracting(probe -> probe.at().minus(refused).toSeconds())
        .containsExactly(60L, 180L, 420L, 900L);
  }

  @Test
  void F21_acceptedProbe_opensTheWay() {
    Rig rig = refused();
    rig.transport.script();
    rig.pass(Duration.ofSeconds(60));

    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
    assertThat(rig.listener.lines("refused")).containsExactly("refused true", "refused false");
    assertThat(rig.book.told()).containsExactly("refused " + Rig.KEY, "accepted " + Rig.KEY);
  }

  @Test
  void F21_newValue_opensTheWayAtOnce() {
    Rig rig = refused();
    rig.transport.script(request -> OK);
    rig.book.learn(Rig.KEY, "Basic new");
    rig.settle();

    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
  }

  @Test
  void acceptedCredential_isToldOnce() {
    Rig rig = Rig.started();
    rig.identify(1);
    rig.settle();
    rig.identify(2);
    rig.settle();

    assertThat(rig.book.told()).containsExactly("accepted " + Rig.KEY);
  }

  private static Rig refused() {
    Rig rig = Rig.started(settings -> Rig.lanes(settings, 1));
    rig.transport.script(request -> reply(401, ""));
    rig.identify(1);
    rig.identify(2);
    rig.settle();
    return rig;
  }
}
