package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.Waiting;
import customerio.agent.health.Concern;
import customerio.agent.health.Gravity;
import customerio.agent.queue.QueueState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
  private final List<DestinationState> destinations = new ArrayList<>();
  private final List<Concern> raised = new ArrayList<>();
  private long damaged;
  private long leftAlone;
  private String trouble;
  private String worry;
  private String loss;
  private final Health health =
      new Health(
          () -> new QueueState(0, 0, 0, 0, damaged, leftAlone, 0, trouble, worry, loss),
          () -> destinations,
          () -> raised);

  @Test
  void nothingWrong_isUp() {
    destinations.add(destination(BreakerState.CLOSED, Waiting.NOTHING));

    assertThat(health.reasons()).isEmpty();
    assertThat(Health.word(health.reasons())).isEqualTo("UP");
  }

  /** All that only takes time is no reason to call anybody. */
  @ParameterizedTest
  @CsvSource({
    "CLOSED,START,UP,",
    "CLOSED,CREDENTIALS,UP,",
    "CLOSED,THROTTLED,UP,",
    "OPEN,BREAKER,DEGRADED,breaker-open track-us",
    "HALF_OPEN,BREAKER,DEGRADED,breaker-open track-us",
    "CLOSED,UNAUTHORIZED,DEGRADED,credential-refused track-us"
  })
  void destination_showsHowItIs(BreakerState breaker, Waiting waiting, String word, String reason) {
    destinations.add(destination(breaker, waiting));

    assertThat(Health.word(health.reasons())).isEqualTo(word);
    assertThat(health.reasons())
        .extracting(concern -> concern.code() + ' ' + concern.subject())
        .isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  @Test
  void queueThatAcceptsButNotAsItShould_isDegraded() {
    worry = "what was accepted last survives the process, not the machine";

    assertThat(health.reasons())
        .containsExactly(new Concern("queue-worry", "", worry, Gravity.DEGRADED));
  }

  @Test
  void queueThatGivesUpWhatItAccepted_isDown() {
    worry = "what was accepted last survives the process, not the machine";
    loss = "the queue is full and gives up its oldest operations";

    assertThat(health.reasons())
        .containsExactly(
            new Concern("queue-drops", "", loss, Gravity.DOWN),
            new Concern("queue-worry", "", worry, Gravity.DEGRADED));
  }

  @Test
  void queueThatCannotWrite_isDown() {
    trouble = "the disk is full";

    assertThat(health.reasons())
        .containsExactly(
            new Concern(
                "queue-trouble",
                "",
                "the disk is full; calls go out as without the agent",
                Gravity.DOWN));
  }

  @Test
  void damagedFiles_areSomethingToLookAt() {
    damaged = 3;

    assertThat(health.reasons())
        .containsExactly(
            new Concern(
                "queue-damaged",
                "",
                "files of the queue were damaged in 3 place(s); all intact operations are kept, the"
                    + " damaged bytes too; check the disk, and the log for their names",
                Gravity.DEGRADED));
  }

  @Test
  void filesOfAnotherVersion_areSomethingToLookAt() {
    leftAlone = 1;

    assertThat(health.reasons())
        .containsExactly(
            new Concern(
                "queue-newer-format",
                "",
                "1 file(s) of the queue were written by another version of the agent and wait for"
                    + " it; the log names them",
                Gravity.DEGRADED));
  }

  @Test
  void whatWasRaised_saysMoreThanWhatIsSeen() {
    Concern key = new Concern("credential-refused", "track-us", "a wrong key", Gravity.DOWN);
    destinations.add(destination(BreakerState.CLOSED, Waiting.UNAUTHORIZED));
    raised.add(key);

    assertThat(health.reasons()).containsExactly(key);
  }

  private static DestinationState destination(BreakerState breaker, Waiting waiting) {
    return new DestinationState(
        Api.TRACK, Region.US, 1, "track-us", 1, 0, Duration.ZERO, breaker, waiting);
  }
}
