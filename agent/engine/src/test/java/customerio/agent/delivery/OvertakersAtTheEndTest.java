package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * P5: what an ending application leaves in the queue is delivered by the next one, so a call about
 * the same people that the application made itself would arrive first.
 */
class OvertakersAtTheEndTest extends OvertakersFixture {

  @Test
  void callThatWaitsForItsTurn_isNotTheApplicationsToMake() {
    Rig rig = adaWaits();
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.settle();

    rig.delivery.stop(Duration.ZERO);

    assertThat(rig.queue.pending()).containsExactly(1L);
    assertThat(failure(answer)).isExactlyInstanceOf(CustomerioUnavailableException.class);
  }

  @Test
  void callAfterTheStop_isNotTheApplicationsToMakeEither() {
    Rig rig = adaWaits();
    rig.delivery.stop(Duration.ZERO);

    assertThat(failure(relay(rig, Set.of(ADA))))
        .isExactlyInstanceOf(CustomerioUnavailableException.class);
  }

  /** Said by a hook of the application that runs longer than ours. */
  @Test
  void whatIsSaidAfterTheStop_isNotOvertaken() {
    Rig rig = Rig.started();
    rig.delivery.stop(Duration.ZERO);
    rig.identify((int) ADA);

    assertThat(rig.queue.pending()).containsExactly(1L);
    assertThat(failure(relay(rig, Set.of(ADA))))
        .isExactlyInstanceOf(CustomerioUnavailableException.class);
  }

  @Test
  void callAboutOtherPeople_isHandedBack() {
    Rig rig = adaWaits();
    rig.delivery.stop(Duration.ZERO);

    assertThat(failure(relay(rig, Set.of(BOB)))).isExactlyInstanceOf(NothingSentException.class);
  }

  /** The hook speaks to a destination of which nothing was heard before. */
  @Test
  void callAboutOtherPeople_isHandedBack_whereTheFirstWordCameAfterTheStop() {
    Rig rig = Rig.started();
    rig.delivery.stop(Duration.ZERO);
    rig.identify((int) ADA);

    assertThat(failure(relay(rig, Set.of(BOB)))).isExactlyInstanceOf(NothingSentException.class);
  }

  /** Nobody has looked yet what earlier JVMs left, so it may be about anybody. */
  @Test
  void callBeforeTheBacklogIsKnown_isNotTheApplicationsToMake() {
    Rig rig = new Rig();
    rig.delivery.stop(Duration.ZERO);

    assertThat(failure(relay(rig, Set.of(BOB))))
        .isExactlyInstanceOf(CustomerioUnavailableException.class);
  }
}
