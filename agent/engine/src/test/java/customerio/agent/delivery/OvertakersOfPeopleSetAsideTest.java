package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who is set aside, for minutes or hours, keeps no call waiting that is about others as well. */
class OvertakersOfPeopleSetAsideTest extends OvertakersFixture {

  /** The identify fails by itself while others pass; until the next try it is minutes. */
  @Test
  void personSetAside_isNotWaitedFor() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> request.request().target().equals("/api/v1/customers/2") ? reply(503, "") : OK);
    rig.identify((int) ADA);
    rig.settle();
    rig.identify((int) BOB);
    CompletableFuture<Reply> waiting = relay(rig, Set.of(ADA, BOB));
    rig.settle();
    assertThat(waiting).isNotDone();
    rig.pass(Duration.ofSeconds(9));
    assertThat(rig.state().held()).isEqualTo(1);
    CompletableFuture<Reply> later = relay(rig, Set.of(ADA, BOB));
    rig.settle();

    assertThat(waiting).isCompletedWithValue(OK);
    assertThat(later).isCompletedWithValue(OK);
  }

  /** A merge that fails by itself holds both up, and neither is waited for. */
  @Test
  void pairSetAside_isNotWaitedForByEither() {
    Rig rig = Rig.started();
    failing(rig, 3);
    rig.delivery.pause();
    rig.identify((int) ADA);
    rig.identify((int) BOB);
    rig.merge((int) ADA, (int) BOB);
    rig.delivery.resume();
    rig.settle();
    rig.identify(6);
    CompletableFuture<Reply> adas = relay(rig, Set.of(ADA));
    CompletableFuture<Reply> bobs = relay(rig, Set.of(BOB));
    rig.settle();
    assertThat(adas).isNotDone();
    assertThat(bobs).isNotDone();
    rig.pass(Duration.ofSeconds(9));
    assertThat(rig.state().held()).isEqualTo(2);
    CompletableFuture<Reply> later = relay(rig, Set.of(BOB));
    rig.settle();

    assertThat(adas).isCompletedWithValue(OK);
    assertThat(bobs).isCompletedWithValue(OK);
    assertThat(later).isCompletedWithValue(OK);
  }

  /** Bob's merge waits for Ada, who is set aside, and so does all that is said about Bob. */
  @Test
  void whoWaitsForAPersonSetAside_isNotWaitedFor() {
    Rig rig = Rig.started();
    failing(rig, 1);
    rig.delivery.pause();
    rig.metric((int) ADA);
    rig.metric((int) BOB);
    rig.merge((int) BOB, (int) ADA);
    rig.delivery.resume();
    rig.settle();
    rig.identify(6);
    CompletableFuture<Reply> bobs = relay(rig, Set.of(BOB));
    rig.settle();
    assertThat(bobs).isNotDone();
    rig.pass(Duration.ofSeconds(9));
    assertThat(rig.state().held()).isEqualTo(2);
    CompletableFuture<Reply> later = relay(rig, Set.of(BOB));
    rig.settle();

    assertThat(bobs).isCompletedWithValue(OK);
    assertThat(later).isCompletedWithValue(OK);
  }

  /** Ada is set aside already when Bob's lane comes to the merge. */
  @Test
  void whoComesToWaitForAPersonSetAside_isNotWaitedFor() {
    Rig rig = Rig.started();
    failing(rig, 1);
    rig.metric((int) ADA);
    rig.settle();
    rig.identify(6);
    rig.pass(Duration.ofSeconds(9));
    assertThat(rig.state().held()).isEqualTo(1);
    rig.delivery.pause();
    rig.metric((int) BOB);
    rig.merge((int) BOB, (int) ADA);
    CompletableFuture<Reply> answer = relay(rig, Set.of(BOB));
    rig.delivery.resume();
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
  }

  /** An earlier run has set it aside for a minute; in this one its lane has yet to come to it. */
  @Test
  void personSetAsideInAnEarlierRun_isNotWaitedFor() {
    Rig rig = Rig.started();
    failing(rig, 1);
    rig.identify((int) ADA);
    rig.settle();
    rig.identify((int) BOB);
    rig.pass(Duration.ofSeconds(9));
    assertThat(rig.state().held()).isEqualTo(1);
    rig.restart();
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
  }

  /** One operation fails by itself, for ever. */
  private static void failing(Rig rig, int number) {
    rig.transport.script(request -> request.operations().contains(number) ? reply(503, "") : OK);
  }
}
